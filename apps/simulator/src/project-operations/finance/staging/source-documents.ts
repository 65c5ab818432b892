import type { Books, Stored } from '../books';
import { textOf } from '../columns';
import type { StagedActual } from './staged-actual';

/** The line of a Finance document that a cost comes of. Sales are invoiced, not cleared. */
export const sourceOf = (books: Books, actual: StagedActual): Stored | undefined =>
  hasSource(actual)
    ? books.find('ProjectSourceDocumentLines', { dataAreaId: actual.lineCompany, SourceTransactionId: actual.sourceId })
    : undefined;

export const hasSource = ({ type, sourceId }: StagedActual): boolean =>
  sourceId !== '' && (type === 'Cost' || type === 'ResourcingUnitCost');

/** Which integration account the document was debited to; documents that posted the project cost themselves use none. */
export const integrationAccountColumn = (source: Stored): 'ExpenseIntegrationAccount' | 'ProcurementIntegrationAccount' | undefined => {
  const document = textOf(source, 'Document');
  if (document === 'ExpenseReport') return 'ExpenseIntegrationAccount';
  return document === 'VendorInvoice' ? 'ProcurementIntegrationAccount' : undefined;
};
