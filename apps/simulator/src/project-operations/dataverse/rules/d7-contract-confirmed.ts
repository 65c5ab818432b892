import type { Row } from '../../../odata/model';
import { actualsOf } from '../booking/actuals-of';
import type { Source } from '../booking/booking';
import { originsOf } from '../booking/connections';
import { isOnInvoice } from '../booking/entry-life';
import { readBooking } from '../booking/read-booking';
import { readTerms } from '../booking/read-terms';
import { liveActuals, recordActuals, reverseActuals } from '../booking/record-actuals';
import { lookup, type Office, text } from '../office';
import { recordStage } from '../values';

const entryTables: ReadonlySet<string> = new Set([
  'msdyn_timeentry',
  'msdyn_expense',
  'msdyn_materialusagelog',
  'msdyn_projectvendorinvoiceline',
]);

/**
 * D7. When a contract is confirmed, its prices become those of what was booked before: every booking on a task that one of its lines
 * bills is reversed and made again. What is on an invoice stays.
 */
export const repriceContract = (office: Office, contractId: string): void => {
  for (const source of bookingsOf(office, contractId)) {
    const live = liveActuals(office, source);
    if (live.length === 0 || live.some(isOnInvoice)) continue;
    const booking = readBooking(office, source);
    const terms = readTerms(office, booking, source);
    if (terms.line?.contractId !== contractId) continue;
    reverseActuals(office, live);
    recordActuals(office, source, booking, terms, actualsOf(booking, terms, approvedQuantity(office, source)));
  }
};

/** Everything booked on the projects of a contract's lines, once each. */
const bookingsOf = (office: Office, contractId: string): Source[] => {
  const sources = new Map<string, Source>();
  for (const line of office.where('salesorderdetail', '_salesorderid_value', contractId)) {
    for (const actual of office.where('msdyn_actual', '_msdyn_project_value', lookup(line, 'msdyn_project'))) {
      if ((actual['msdyn_adjustmentstatus'] ?? null) !== null) continue;
      for (const origin of originsOf(office, text(actual, 'msdyn_actualid')))
        if (entryTables.has(origin.table)) sources.set(origin.id, origin);
    }
  }
  return [...sources.values()];
};

const approvedQuantity = (office: Office, source: Source): string | undefined => {
  const column =
    { msdyn_timeentry: '_msdyn_timeentry_value', msdyn_expense: '_msdyn_expenseentry_value' }[source.table] ??
    '_msdyn_materialusagelog_value';
  const approval: Row | undefined = office
    .where('msdyn_projectapproval', column, source.id)
    .find((row) => row['msdyn_recordstage'] === recordStage.approved);
  return text(approval, 'msdyn_billablequantity') || undefined;
};
