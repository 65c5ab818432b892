import { compareDecimals } from '../../../odata/decimal';
import type { Row } from '../../../odata/model';
import { RuleRefusal } from '../../../odata/rules';
import { difference } from '../amounts';
import { connect, originsOf, recordOrigins } from '../booking/connections';
import { decimal, lookup, type Office, text } from '../office';
import { reversalOf } from '../rules/d6-reversal';
import { isChanged } from '../rules/g5-invoice-line-details';
import { adjustmentStatus, billingStatus, milestoneStatus, transactionClass } from '../values';
import { asActual, billedColumns, billSale, documentOf, sellAgain } from './billing';

/** D14. What a confirmed correction makes: the billed sale is taken back, what stays is sold and billed again, the rest waits anew. */
export const confirmCorrection = (office: Office, invoice: Row, details: readonly Row[]): Row[] => {
  const changed = details
    .map((detail) => ({ detail, billed: billedSaleOf(office, detail) }))
    .filter(({ detail, billed }) => isChanged(detail, billed));
  if (changed.length === 0) throw new RuleRefusal('A correction that changes nothing cannot be confirmed.');
  return changed.flatMap(({ detail, billed }) => correct(office, invoice, detail, billed));
};

const billedSaleOf = (office: Office, detail: Row): Row => {
  const connection = office
    .where('msdyn_transactionconnection', 'msdyn_transaction1', text(detail, 'msdyn_invoicelinetransactionid'))
    .find((row) => row['msdyn_transaction1role'] === 'Replacing');
  return office.get('msdyn_actual', connection?.['msdyn_transaction2']);
};

const correct = (office: Office, invoice: Row, detail: Row, billed: Row): Row[] => {
  if ((billed['msdyn_adjustmentstatus'] ?? null) !== null)
    throw new RuleRefusal('The billed sale was corrected by another invoice already.');
  const isMilestone = billed['msdyn_transactionclassification'] === transactionClass.milestone;
  const quantity = decimal(detail, 'msdyn_quantity');
  if (isMilestone && compareDecimals(quantity, '0') !== 0) throw new RuleRefusal('A milestone can only be credited as a whole.');
  const reversal = office.create('msdyn_actual', { ...reversalOf(billed), ...billedColumns(invoice) });
  office.update('msdyn_actual', billed['msdyn_actualid'], { msdyn_adjustmentstatus: adjustmentStatus.adjusted });
  connect(office, asActual(reversal, 'Reversing'), asActual(billed, 'Original'));
  recordOrigins(office, [...documentOf(detail), ...originsOf(office, text(billed, 'msdyn_actualid'))], {
    table: 'msdyn_actual',
    id: text(reversal, 'msdyn_actualid'),
  });
  if (isMilestone) {
    const milestoneId = lookup(detail, 'msdyn_milestone');
    if (milestoneId !== undefined)
      office.update('msdyn_contractlinescheduleofvalue', milestoneId, { msdyn_invoicestatus: milestoneStatus.ready });
    return [reversal];
  }
  const made = [reversal];
  const price = decimal(detail, 'msdyn_price');
  const billing = Number(billed['msdyn_billingtype']);
  if (compareDecimals(quantity, '0') > 0) {
    const sale = sellAgain(office, billed, quantity, price, billing, billingStatus.posted);
    connect(office, asActual(sale, 'Replacing'), asActual(billed, 'Original'));
    made.push(sale, ...billSale(office, invoice, detail, sale));
  }
  const rest = difference(decimal(billed, 'msdyn_quantity'), quantity);
  if (compareDecimals(rest, '0') > 0) {
    const open = sellAgain(office, billed, rest, decimal(billed, 'msdyn_price'), billing, billingStatus.created);
    connect(office, asActual(open, 'Replacing'), asActual(billed, 'Original'));
    made.push(open);
  }
  return made;
};
