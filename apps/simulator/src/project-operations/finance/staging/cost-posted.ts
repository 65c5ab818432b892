import type { Books, Stored } from '../books';
import { textOf } from '../columns';
import { sourceOf } from './source-documents';
import type { StagedActual } from './staged-actual';

const POSTS_THE_COST = ['GeneralJournal', 'PackingSlip', 'StockedVendorInvoice'];

/**
 * The Finance document that posted this cost already: such an actual gets its voucher and makes no line. A reversal takes back, so it is
 * posted like any other.
 */
export const costPostedBy = (books: Books, actual: StagedActual): Stored | undefined => {
  if (actual.type !== 'Cost' || actual.isReversal) return undefined;
  const source = sourceOf(books, actual);
  return source !== undefined && POSTS_THE_COST.includes(textOf(source, 'Document')) ? source : undefined;
};
