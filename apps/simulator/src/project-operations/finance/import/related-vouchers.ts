import type { Books, Stored } from '../books';
import { textOf } from '../columns';
import { connectedWith } from '../staging/connections';
import type { StagedActual } from '../staging/staged-actual';

/** The journal line that an actual became, if any. */
export const lineOfActual = (books: Books, actualId: string): Stored | undefined =>
  books.where('ProjAdvancedJournalLines', 'ActualId', actualId)[0];

/** A sale names the voucher of the cost it is connected with; actuals of entry journals have no connection, and name none. */
export const relatedVoucherOf = (books: Books, actual: StagedActual): string | undefined => {
  for (const cost of connectedWith(books, actual.actualId, 'Unbilled Sales', 'Cost')) {
    const line = lineOfActual(books, cost);
    if (line !== undefined) return textOf(line, 'Voucher');
  }
  return undefined;
};

/** Cost after sale, or connection after both: the sale's line learns of the voucher late. */
export const relateSales = (books: Books, costId: string): void => {
  const cost = lineOfActual(books, costId);
  if (cost === undefined) return;
  for (const sale of connectedWith(books, costId, 'Cost', 'Unbilled Sales')) {
    const line = lineOfActual(books, sale);
    if (line === undefined || textOf(line, 'RelatedVoucher') !== '') continue;
    books.update('ProjAdvancedJournalLines', {
      dataAreaId: line['dataAreaId'],
      ProjAdvancedJournalId: line['ProjAdvancedJournalId'],
      LineNumber: line['LineNumber'],
      RelatedVoucher: textOf(cost, 'Voucher'),
    });
  }
};
