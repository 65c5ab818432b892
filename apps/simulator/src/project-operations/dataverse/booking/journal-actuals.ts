import { negateDecimal } from '../../../odata/decimal';
import type { Row } from '../../../odata/model';
import { RuleRefusal } from '../../../odata/rules';
import { decimal, lookup, type Office, text, type Values } from '../office';
import { billingStatus, transactionClass, transactionType } from '../values';
import { connect, originsOf, recordOrigins } from './connections';
import { copiedTransaction } from './copy-transaction';
import { isOnInvoice } from './entry-life';
import { reverseActuals } from './record-actuals';

const isUnbilled = (row: Row): boolean => row['msdyn_transactiontypecode'] === transactionType.unbilledSales;
const idOf = (actual: Row): string => text(actual, 'msdyn_actualid');
const asActual = (id: string, role: string) => ({ table: 'msdyn_actual', id, role });

/** An actual as a journal line says. */
export const actualOfLine = (office: Office, line: Row): Values => {
  const contractLine = office.find('salesorderdetail', lookup(line, 'msdyn_salescontractlineid'));
  const resource = office.find('bookableresource', lookup(line, 'msdyn_bookableresource'));
  const tax = text(line, 'msdyn_tax');
  return {
    ...copiedTransaction(line),
    msdyn_skipsync: false,
    msdyn_isjournalized: false,
    ...(tax === '' ? {} : { msdyn_accountingtaxamount: tax }),
    ...(contractLine === undefined ? {} : { msdyn_valueofsalescontractline: text(contractLine, 'msdyn_contractlinenumber') || null }),
    ...(resource === undefined ? {} : { msdyn_nameofbookableresource: text(resource, 'name') }),
    ...(isUnbilled(line) ? { msdyn_billingstatus: billingStatus.created } : {}),
  };
};

/** Lines of an entry journal become actuals as they are: no connections, no origins, no pair for another company. */
export const confirmEntryLines = (office: Office, lines: readonly Row[]): Row[] =>
  lines.flatMap((line) => {
    const actual = office.create('msdyn_actual', actualOfLine(office, line));
    return line['msdyn_transactionclassification'] === transactionClass.retainer ? [actual, retainerToReconcile(office, actual)] : [actual];
  });

/** An advance is billed before anything is sold: the negative unbilled sale beside it waits for what will be. */
const retainerToReconcile = (office: Office, billed: Row): Row =>
  office.create('msdyn_actual', {
    ...copiedTransaction(billed),
    msdyn_transactiontypecode: transactionType.unbilledSales,
    msdyn_quantity: negateDecimal(decimal(billed, 'msdyn_quantity')),
    msdyn_amount: negateDecimal(decimal(billed, 'msdyn_amount')),
    msdyn_extendedamount: negateDecimal(decimal(billed, 'msdyn_extendedamount')),
    msdyn_billingstatus: billingStatus.created,
    msdyn_isjournalized: false,
    msdyn_skipsync: true, // [inferred]: Finance has the advance as an on-account transaction
  });

/** What a correction journal may replace. Throws `RuleRefusal`. */
export const checkCorrectable = (office: Office, actual: Row): void => {
  if ((actual['msdyn_adjustmentstatus'] ?? null) !== null)
    throw new RuleRefusal('The actual is adjusted already: it cannot be corrected again.');
  if (actual['msdyn_transactiontypecode'] === transactionType.billedSales || isOnInvoice(actual))
    throw new RuleRefusal('The actual is on an invoice: revise the invoice instead.');
  if (originsOf(office, idOf(actual)).length === 0)
    throw new RuleRefusal('An actual that an entry journal made cannot be corrected by a correction journal.');
};

/** Lines of a correction journal: each original is reversed, and made again as the line says, in the same connection of sale and cost. */
export const confirmCorrectionLines = (office: Office, lines: readonly Row[]): Row[] => {
  const made: Row[] = [];
  const replacements = new Map<string, Row>();
  for (const line of lines) {
    const original = office.get('msdyn_actual', lookup(line, 'msdyn_correctedactual'));
    checkCorrectable(office, original);
    made.push(...reverseActuals(office, [original]));
    const actual = office.create('msdyn_actual', actualOfLine(office, line));
    const origins = [...originsOf(office, idOf(original)), { table: 'msdyn_journalline', id: text(line, 'msdyn_journallineid') }];
    recordOrigins(office, origins, { table: 'msdyn_actual', id: idOf(actual) });
    replacements.set(idOf(original), actual);
    made.push(actual);
  }
  reconnect(office, replacements);
  return made;
};

const reconnect = (office: Office, replacements: ReadonlyMap<string, Row>): void => {
  const pairs = new Map<string, readonly [string, string]>();
  for (const original of replacements.keys()) {
    for (const side of ['msdyn_transaction1', 'msdyn_transaction2']) {
      for (const connection of office.where('msdyn_transactionconnection', side, original)) {
        if (connection['msdyn_transaction1role'] !== 'Unbilled Sales' || connection['msdyn_transaction2role'] !== 'Cost') continue;
        const [sale, cost] = [text(connection, 'msdyn_transaction1'), text(connection, 'msdyn_transaction2')];
        const now = (id: string): string => (replacements.has(id) ? idOf(replacements.get(id)!) : id);
        pairs.set(text(connection, 'msdyn_transactionconnectionid'), [now(sale), now(cost)]);
      }
    }
  }
  for (const [sale, cost] of pairs.values()) connect(office, asActual(sale, 'Unbilled Sales'), asActual(cost, 'Cost'));
};
