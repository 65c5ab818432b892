import type { BusinessRule } from '../../../odata/rules';
import { RuleRefusal } from '../../../odata/rules';
import type { Books } from '../books';
import { isTaken, knownStateOf, stateOf } from '../staging/processing-state';

/** What may still change of a row that was taken: states of Dataverse, and what Finance itself writes back. */
const STAY_OPEN = new Set([
  'BillingStatusId',
  'AdjustmentStatus',
  'Status',
  'StatusReason',
  'IsJournalized',
  'ProjActualsImportSync',
  'VoucherNumber',
  'AccountingAmount',
  'ExchangeRate',
  'SalesTaxAmount',
  'UnitPriceMST',
]);

/** STG-03: the same actual again updates its row while it is unprocessed; afterwards the write succeeds and what was processed stays. */
export const processedRowsStay = (books: Books): BusinessRule => ({
  table: 'ProjActualsImports',
  on: ['update'],
  stage: 'before',
  run: ({ before, after, table }) => {
    if (!isTaken(knownStateOf(books, before!))) return;
    for (const column of table.columns.keys()) if (!STAY_OPEN.has(column)) after![column] = before![column]!;
  },
});

/** A row that was taken is the basis of what was booked. */
export const processedRowsAreKept = (books: Books): BusinessRule => ({
  table: 'ProjActualsImports',
  on: ['delete'],
  stage: 'before',
  run: ({ before }) => {
    const state = knownStateOf(books, before!);
    if (isTaken(state)) throw new RuleRefusal('The actual has been imported and cannot be deleted.');
    if (state !== undefined)
      books.remove('ProjCDSActualsImports', { dataAreaId: before!['dataAreaId'], ActualsImportId: before!['ActualsImportId'] });
  },
});

/** The moment a row came: prevalidation and the order of the import go by it. */
export const stagedRowsHaveState = (books: Books): BusinessRule => ({
  table: 'ProjActualsImports',
  on: ['create'],
  stage: 'after',
  run: ({ after }) => void stateOf(books, after!),
});
