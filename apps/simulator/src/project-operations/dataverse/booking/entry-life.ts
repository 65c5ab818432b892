import type { Row } from '../../../odata/model';
import { RuleRefusal } from '../../../odata/rules';
import { type Office, text, type Values } from '../office';
import { recordStage, billingStatus, entryStatus, expenseStatus, roleOfType, transactionType } from '../values';
import { actualsOf } from './actuals-of';
import { transactionValues } from './actual-values';
import type { Source } from './booking';
import { connect, recordOrigins, transactionsFrom } from './connections';
import { readBooking } from './read-booking';
import { readTerms } from './read-terms';
import { liveActuals, recordActuals, reverseActuals } from './record-actuals';

/** How each kind of entry calls its states, and itself on an approval. */
interface EntryKind {
  readonly status: string;
  readonly draft: number;
  readonly submitted: number;
  readonly approved: number;
  readonly returned: number;
  readonly onApproval: string;
  readonly entryType: number;
  readonly name: string;
}

const kinds: Readonly<Record<string, EntryKind>> = {
  msdyn_timeentry: { status: 'msdyn_entrystatus', ...entryStatus, onApproval: '_msdyn_timeentry_value', entryType: 0, name: 'time entry' },
  msdyn_expense: {
    status: 'msdyn_expensestatus',
    ...expenseStatus,
    returned: expenseStatus.rejected,
    onApproval: '_msdyn_expenseentry_value',
    entryType: 1,
    name: 'expense',
  },
  msdyn_materialusagelog: {
    status: 'msdyn_usagestatus',
    ...entryStatus,
    onApproval: '_msdyn_materialusagelog_value',
    entryType: 2,
    name: 'usage log',
  },
};

const kindOf = (source: Source): EntryKind => {
  const kind = kinds[source.table];
  if (kind === undefined) throw new RuleRefusal(`Rows of ${source.table} are not submitted.`);
  return kind;
};

const statusOf = (row: Row, kind: EntryKind): number => Number(row[kind.status] ?? kind.draft);

/** Submitting prices the entry and leaves journal lines, cost and a sale for each customer; actuals come with the approval. */
export const submitEntry = (office: Office, source: Source): Row[] => {
  const kind = kindOf(source);
  const status = statusOf(office.get(source.table, source.id), kind);
  if (status !== kind.draft && status !== kind.returned) throw new RuleRefusal(`The ${kind.name} is not in draft: it cannot be submitted.`);
  const booking = readBooking(office, source);
  const terms = readTerms(office, booking, source);
  const drafts = actualsOf(booking, terms).filter(({ type }) => type === transactionType.cost || type === transactionType.unbilledSales);
  const lines = drafts.map((draft) => office.create('msdyn_journalline', transactionValues(booking, terms, draft)));
  for (const line of lines) recordOrigins(office, [source], { table: 'msdyn_journalline', id: idOfLine(line) });
  const cost = lines.find((line) => line['msdyn_transactiontypecode'] === transactionType.cost);
  for (const line of lines) {
    if (cost === undefined || line === cost) continue;
    connect(office, side(line, transactionType.unbilledSales), side(cost, transactionType.cost));
  }
  office.update(source.table, source.id, { [kind.status]: kind.submitted });
  office.create('msdyn_projectapproval', {
    msdyn_name: booking.description.slice(0, 100) || kind.name,
    msdyn_recordstage: recordStage.submitted,
    msdyn_entrytype: kind.entryType,
    msdyn_quantity: booking.quantity,
    [kind.onApproval]: source.id,
    _msdyn_project_value: booking.projectId,
  });
  return lines;
};

const idOfLine = (line: Row): string => text(line, 'msdyn_journallineid');
const side = (line: Row, type: number) => ({ table: 'msdyn_journalline', id: idOfLine(line), role: roleOfType[type]! });

/** D1 to D5: what an approval makes. `billable`: the quantity the approver lets bill, if another. */
export const approveEntry = (office: Office, source: Source, billable?: string): Row[] => {
  const kind = kindOf(source);
  if (statusOf(office.get(source.table, source.id), kind) !== kind.submitted)
    throw new RuleRefusal(`The ${kind.name} is not submitted: it cannot be approved.`);
  const booking = readBooking(office, source);
  const terms = readTerms(office, booking, source);
  const actuals = recordActuals(office, source, booking, terms, actualsOf(booking, terms, billable));
  office.update(source.table, source.id, { [kind.status]: kind.approved });
  decideApproval(office, source, kind, recordStage.submitted, {
    msdyn_recordstage: recordStage.approved,
    msdyn_billablequantity: billable ?? booking.quantity,
    msdyn_approvedon: office.now,
  });
  return actuals;
};

/** Sends a submitted entry back; its journal lines go. */
export const rejectEntry = (office: Office, source: Source): void => {
  const kind = kindOf(source);
  if (statusOf(office.get(source.table, source.id), kind) !== kind.submitted)
    throw new RuleRefusal(`The ${kind.name} is not submitted: it cannot be sent back.`);
  takeBackLines(office, source);
  office.update(source.table, source.id, { [kind.status]: kind.returned });
  decideApproval(office, source, kind, recordStage.submitted, { msdyn_recordstage: recordStage.rejected });
};

/** The approver's way back: only what is approved. */
export const cancelApproval = (office: Office, source: Source): Row[] => {
  const kind = kindOf(source);
  if (statusOf(office.get(source.table, source.id), kind) !== kind.approved)
    throw new RuleRefusal(`The ${kind.name} is not approved: there is no approval to cancel.`);
  return takeBackEntry(office, source);
};

/** D6: recall by the one who entered, or cancel by the one who approved. After an approval everything is reversed. */
export const takeBackEntry = (office: Office, source: Source): Row[] => {
  const kind = kindOf(source);
  const status = statusOf(office.get(source.table, source.id), kind);
  if (status !== kind.submitted && status !== kind.approved)
    throw new RuleRefusal(`The ${kind.name} is neither submitted nor approved: there is nothing to take back.`);
  const live = liveActuals(office, source);
  refuseInvoiced(live, kind.name);
  const reversals = reverseActuals(office, live);
  takeBackLines(office, source); // the next submission leaves its own
  office.update(source.table, source.id, { [kind.status]: kind.draft });
  decideApproval(office, source, kind, status === kind.submitted ? recordStage.submitted : recordStage.approved, {
    msdyn_recordstage: recordStage.recalled,
  });
  return [...live.map((row) => office.get('msdyn_actual', row['msdyn_actualid'])), ...reversals];
};

const refuseInvoiced = (actuals: readonly Row[], name: string): void => {
  if (actuals.some(isOnInvoice)) throw new RuleRefusal(`The ${name} is on an invoice: revise the invoice instead.`);
};

/** On a draft or confirmed proforma. */
export const isOnInvoice = (actual: Row): boolean =>
  actual['msdyn_billingstatus'] === billingStatus.onInvoice || actual['msdyn_billingstatus'] === billingStatus.posted;

const takeBackLines = (office: Office, source: Source): void => {
  for (const id of transactionsFrom(office, source.id, 'msdyn_journalline'))
    if (office.find('msdyn_journalline', id) !== undefined) office.delete('msdyn_journalline', id);
};

const decideApproval = (office: Office, source: Source, kind: EntryKind, from: number, values: Values): void => {
  for (const approval of office.where('msdyn_projectapproval', kind.onApproval, source.id)) {
    if (approval['msdyn_recordstage'] === from) office.update('msdyn_projectapproval', approval['msdyn_projectapprovalid'], values);
  }
};
