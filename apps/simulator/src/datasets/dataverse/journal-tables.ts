import { choice, flag, int32, lookup, moment, table, text } from './columns';
import { transactionColumns, transactionLookups } from './transaction-columns';

/** Entry and correction journals, and the lines that a submission leaves. Source: domain/70-finance-accounting.md 9, 11.2. */
export const journalTables: readonly Record<string, unknown>[] = [
  table('msdyn_journal', {
    primaryName: 'msdyn_description',
    columns: [
      text('msdyn_description', 200),
      text('msdyn_journalnumber'), // [inferred]
      choice('msdyn_journaltype', { Entry: 192350000, Correction: 192350001 }),
      flag('msdyn_posted'),
      moment('msdyn_postedon'), // [inferred]
      int32('msdyn_totallines'), // [inferred]
      flag('msdyn_hasexternalorigin'), // [inferred]
      text('msdyn_externaljournalid'), // [inferred]
    ],
    lookups: [lookup('msdyn_owningcompany', 'cdm_company')],
  }),
  table('msdyn_journalline', {
    primaryName: 'msdyn_description',
    columns: transactionColumns,
    lookups: [
      lookup('msdyn_journal', 'msdyn_journal', 'msdyn_Journal'),
      lookup('msdyn_correctedactual', 'msdyn_actual'), // [inferred]: the actual that a correction line replaces
      ...transactionLookups,
    ],
  }),
];
