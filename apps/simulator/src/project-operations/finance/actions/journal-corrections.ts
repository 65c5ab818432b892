import { ActionRefused } from '../../../control/action-routes';
import { optionalText, textMember } from '../../../control/read-body';
import type { Books, Stored } from '../books';
import { textOf } from '../columns';
import { linesOf } from '../import/journals';
import { headerKey, lineKey } from '../posting/post-journal';
import { companyGiven, type FinanceAction, wholeGiven } from './finance-action';

/** Update to draft. Source: domain/70-finance-accounting.md 4. */
export const resetJournalToDraft: FinanceAction = {
  name: 'reset-journal-to-draft',
  summary: 'Update to draft: an integration journal in status Error, or stuck in Processing, can be posted again',
  parameters: { company: 'legal entity', journal: 'number of the journal' },
  run: (books, given) => {
    const company = companyGiven(given);
    const id = textMember(given, 'journal');
    const journal = books.find('ProjAdvancedJournals', { dataAreaId: company, ProjAdvancedJournalId: id });
    if (journal === undefined)
      throw new ActionRefused(`Integration journal ${id} does not exist in legal entity ${company.toUpperCase()}.`);
    const status = textOf(journal, 'Status');
    if (status !== 'Error' && status !== 'Processing')
      throw new ActionRefused(`Integration journal ${id} has status ${status}; only Error and Processing can be updated to draft.`);
    const lines = linesOf(books, company, id).filter(({ LineStatus }) => LineStatus === 'Error' || LineStatus === 'Processing');
    books.transaction(() => {
      for (const line of lines)
        books.update('ProjAdvancedJournalLines', { ...lineKey(line), LineStatus: 'Draft', PostError: 'No', PostErrorText: '' });
      books.update('ProjAdvancedJournals', { ...headerKey(journal), Status: 'Draft' });
    });
    return { company, journal: id, lines: lines.length };
  },
};

const lineGiven = (books: Books, given: Record<string, unknown>): Stored => {
  const company = companyGiven(given);
  const voucher = optionalText(given, 'voucher');
  const actual = optionalText(given, 'actual')?.toLowerCase();
  const line =
    voucher !== undefined
      ? books.inCompany('ProjAdvancedJournalLines', company, 'Voucher', voucher)[0]
      : actual !== undefined
        ? books.inCompany('ProjAdvancedJournalLines', company, 'ActualId', actual)[0]
        : books.find('ProjAdvancedJournalLines', {
            dataAreaId: company,
            ProjAdvancedJournalId: textMember(given, 'journal'),
            LineNumber: wholeGiven(given, 'line') ?? 0,
          });
  if (line === undefined)
    throw new ActionRefused(`There is no such line in the integration journals of legal entity ${company.toUpperCase()}.`);
  return line;
};

const whichLine = {
  company: 'legal entity',
  voucher: 'voucher of the line',
  actual: 'or id of its actual',
  journal: 'or number of its journal',
  line: 'and its line number',
};

export const deleteJournalLine: FinanceAction = {
  name: 'delete-journal-line',
  summary: 'Delete a line that is not posted; the next import makes it anew with another voucher',
  parameters: whichLine,
  run: (books, given) => {
    const line = lineGiven(books, given);
    if (line['LineStatus'] === 'Processing') throw new ActionRefused('The line is being posted and cannot be deleted.');
    books.transaction(() => books.remove('ProjAdvancedJournalLines', lineKey(line)));
    return { company: textOf(line, 'dataAreaId'), journal: textOf(line, 'ProjAdvancedJournalId'), voucher: textOf(line, 'Voucher') };
  },
};

/** The three things an accountant may change before posting. */
export const editJournalLine: FinanceAction = {
  name: 'edit-journal-line',
  summary: 'Change tax groups or financial dimensions of a line that is not posted',
  parameters: {
    ...whichLine,
    salesTaxGroup: 'optional: billing sales tax group',
    itemSalesTaxGroup: 'optional: billing item sales tax group',
    dimensions: 'optional: financial dimensions, as display value',
  },
  run: (books, given) => {
    const line = lineGiven(books, given);
    const changes = {
      ProjectSalesTaxGroup: optionalText(given, 'salesTaxGroup') ?? line['ProjectSalesTaxGroup'],
      ProjectSalesTaxItemGroup: optionalText(given, 'itemSalesTaxGroup') ?? line['ProjectSalesTaxItemGroup'],
      DefaultDimension: optionalText(given, 'dimensions') ?? line['DefaultDimension'],
    };
    books.transaction(() => books.update('ProjAdvancedJournalLines', { ...lineKey(line), ...changes }));
    return { voucher: textOf(line, 'Voucher'), ...changes };
  },
};
