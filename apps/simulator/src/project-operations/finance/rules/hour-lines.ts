import type { BusinessRule } from '../../../odata/rules';
import type { Books, NewRow, Stored } from '../books';

const TABLE = 'ProjAdvancedJournalLineHours';

const COPIED = [
  'ProjDataAreaId',
  'PostError',
  'AccountingDate',
  'ProjId',
  'ProjCategoryId',
  'ActivityNumber',
  'Text',
  'PriceCurrency',
  'ExtendedPrice',
  'ExtendedCost',
  'PriceExchangeRate',
  'ContractLineId',
  'Voucher',
  'TransType',
  'UnitPrice',
  'LinePropertyId',
  'OverrideSalesTax',
  'UnitCost',
  'ProjectSalesTaxGroup',
  'ProjectSalesTaxItemGroup',
  'Quantity',
];

/** The published entity of journal lines shows hours only, under the journal's record id. */
export const hourLinesAreShown = (books: Books): BusinessRule => ({
  table: 'ProjAdvancedJournalLines',
  on: ['create', 'update', 'delete'],
  stage: 'after',
  run: ({ event, before, after }) => {
    const line = (after ?? before)!;
    if (line['TransType'] !== 'Hour') return;
    if (event === 'update' && COPIED.every((column) => before![column] === after![column])) return;
    const key = keyOf(books, line);
    if (event === 'delete') books.remove(TABLE, key);
    else {
      const shown: NewRow = { ...key, ...Object.fromEntries(COPIED.map((column) => [column, line[column]])) };
      if (event === 'create') books.create(TABLE, shown);
      else books.update(TABLE, shown);
    }
  },
});

const keyOf = (books: Books, line: Stored) => {
  const journal = books.find('ProjAdvancedJournals', {
    dataAreaId: line['dataAreaId']!,
    ProjAdvancedJournalId: line['ProjAdvancedJournalId']!,
  });
  return {
    dataAreaId: line['dataAreaId'],
    LineNumber: String(line['LineNumber']),
    ProjAdvancedJournal: Number(journal?.['JournalRecId'] ?? 0),
  };
};
