import { ControlRefusal } from '../../../control/control-refusal';
import { textOf } from '../columns';
import { ProcessLog } from '../log';
import { postJournal } from '../posting/post-journal';
import { writeBack } from '../posting/write-back';
import { companyGiven, type FinanceAction, textsGiven, wholeGiven } from './finance-action';

/** Posting, one journal or all drafts of a company. Source: domain/70-finance-accounting.md 4 and 5. */
export const postIntegrationJournal: FinanceAction = {
  name: 'post-integration-journal',
  summary: 'Post integration journals: one voucher per line; posted values go back to the staged actuals',
  parameters: {
    company: 'legal entity',
    journal: 'number of the journal, or a list of them; all drafts of the company when not given',
    stopAfter: 'optional: stop after so many lines, as a posting does that gets stuck; the journal stays in status Processing',
  },
  run: (books, given) => {
    const company = companyGiven(given);
    const journals =
      given['journal'] === undefined
        ? books
            .inCompany('ProjAdvancedJournals', company, 'Status', 'Draft')
            .map((row) => textOf(row, 'ProjAdvancedJournalId'))
            .sort()
        : textsGiven(given, 'journal');
    const stopAfter = wholeGiven(given, 'stopAfter');
    if (stopAfter !== undefined && journals.length !== 1) throw new ControlRefusal("'stopAfter' needs one 'journal'.");
    const log = new ProcessLog(books, company, 'PostIntegrationJournal');
    log.start();
    const results = journals.map((journal) => postJournal(books, company, journal, log, { stopAfter }));
    const { written, waiting } = writeBack(books, company);
    return {
      company,
      journals: results,
      posted: results.reduce((sum, { vouchers }) => sum + vouchers.length, 0),
      failed: results.reduce((sum, { failed }) => sum + failed.length, 0),
      writtenBack: written,
      waitingForWriteBack: waiting,
      log: log.entries,
    };
  },
};
