import type { Row } from '../../../odata/model';
import type { Office } from '../office';
import { text } from '../office';
import { adjusted, reversalOf } from '../rules/d6-reversal';
import { roleOfType, transactionType } from '../values';
import { actualValues } from './actual-values';
import type { ActualDraft, Booking, Source, Terms } from './booking';
import { connect, originsOf, recordOrigins, transactionsFrom } from './connections';

const idOf = (actual: Row): string => text(actual, 'msdyn_actualid');
const isUnbilled = (row: Row): boolean => row['msdyn_transactiontypecode'] === transactionType.unbilledSales;
const isCost = (row: Row): boolean => row['msdyn_transactiontypecode'] === transactionType.cost;

/** Stores what an approval makes: the rows, a connection of every unbilled sale to its cost, and where each comes from. */
export const recordActuals = (office: Office, source: Source, booking: Booking, terms: Terms, drafts: readonly ActualDraft[]): Row[] => {
  const actuals = drafts.map((draft) => office.create('msdyn_actual', actualValues(booking, terms, draft)));
  const cost = actuals.find(isCost);
  for (const actual of actuals) {
    if (cost !== undefined && isUnbilled(actual)) {
      connect(
        office,
        { table: 'msdyn_actual', id: idOf(actual), role: roleOfType[transactionType.unbilledSales]! },
        { table: 'msdyn_actual', id: idOf(cost), role: roleOfType[transactionType.cost]! },
      );
    }
  }
  const lines = transactionsFrom(office, source.id, 'msdyn_journalline')
    .map((id) => office.find('msdyn_journalline', id))
    .filter((line) => line !== undefined);
  for (const actual of actuals) recordOrigins(office, [source, ...linesFor(lines, actual)], { table: 'msdyn_actual', id: idOf(actual) });
  return actuals;
};

/** The journal line of a sale is that of its customer; everything else comes from the cost line. */
const linesFor = (lines: readonly Row[], actual: Row): { readonly table: string; readonly id: string }[] =>
  lines
    .filter((line) =>
      isUnbilled(actual)
        ? isUnbilled(line) &&
          (line['_msdyn_projectcontractsplitbillingrule_value'] ?? null) ===
            (actual['_msdyn_projectcontractsplitbillingrule_value'] ?? null)
        : isCost(line),
    )
    .map((line) => ({ table: 'msdyn_journalline', id: text(line, 'msdyn_journallineid') }));

/** The actuals of a booking that nothing has taken back yet. */
export const liveActuals = (office: Office, source: Source): Row[] =>
  transactionsFrom(office, source.id, 'msdyn_actual')
    .map((id) => office.find('msdyn_actual', id))
    .filter((row): row is Row => row !== undefined && (row['msdyn_adjustmentstatus'] ?? null) === null);

/** Reverses actuals: each original Adjusted, its reversal Unadjustable with the same origins. Answers the reversals. */
export const reverseActuals = (office: Office, originals: readonly Row[]): Row[] =>
  originals.map((original) => {
    const reversal = office.create('msdyn_actual', reversalOf(original));
    recordOrigins(office, originsOf(office, idOf(original)), { table: 'msdyn_actual', id: idOf(reversal) });
    office.update('msdyn_actual', idOf(original), adjusted(original));
    return reversal;
  });
