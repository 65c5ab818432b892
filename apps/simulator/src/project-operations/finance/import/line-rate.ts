import type { Books } from '../books';
import { textOf } from '../columns';
import { billingOf } from '../setup/profiles';
import { fixedRateOf, rateOn } from '../setup/currencies';
import { sourceOf } from '../staging/source-documents';
import type { StagedActual } from '../staging/staged-actual';

/**
 * Rate of a line as a factor: for sales the fixed rate agreement of the contract first; for the cost of a Finance document the rate that
 * document was posted with, so that the integration account clears in both currencies; else the rate of the day.
 */
export const lineRate = (books: Books, actual: StagedActual): string | undefined => {
  if (actual.type === 'Sales') {
    const fixed = fixedRateOf(books, actual.lineCompany, contractOf(books, actual), actual.currency);
    if (fixed !== undefined) return fixed;
  }
  const source = sourceOf(books, actual);
  if (source !== undefined && textOf(source, 'CurrencyCode') === actual.currency) return textOf(source, 'ExchangeRate');
  return rateOn(books, actual.lineCompany, actual.currency, actual.rateDay);
};

export const contractOf = (books: Books, actual: StagedActual): string => {
  const sent = textOf(actual.row, 'ContractId');
  if (sent !== '') return sent;
  const project = books.find('ProjectsV2', { dataAreaId: actual.projectCompany, ProjectId: actual.projectId });
  return project === undefined ? '' : billingOf(books, actual.projectCompany, project, textOf(actual.row, 'ContractLineId')).contractId;
};
