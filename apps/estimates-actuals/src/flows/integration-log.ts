import { FinanceIntegrationLogEntry } from '@concord/contracts';
import { recordsOf } from '@concord/sync-engine';

const nextRun = 'the next import takes the actual up by itself.';

/** What heals each refusal of Finance; every one by its cause alone. Source: domain/70-finance-accounting.md 3.4 and 12. */
const remedies: Readonly<Record<string, string>> = {
  'IMP-01': `Bring the project to Finance: its link in setup-sync says what keeps it; ${nextRun}`,
  'IMP-02': `Set a cost and revenue profile rule for the project, or bring its contract line to Finance; ${nextRun}`,
  'IMP-03': `Add a project category of that type for the transaction category, or set the default category of the parameters; ${nextRun}`,
  'IMP-04': `Enter the exchange rate; ${nextRun}`,
  'IMP-05': `Set up the intercompany relationship of the two legal entities; ${nextRun}`,
  'IMP-06': `Open the period, or a later one; ${nextRun}`,
  'IMP-07': `Set the integration account in the project parameters; ${nextRun}`,
  'IMP-08': `Post the document that the actual comes of; ${nextRun}`,
  'IMP-09': 'Nothing: Finance leaves out what was rolled back in Dataverse.',
  'IMP-10': `Release the product in the legal entity, or name a write-in product in the parameters; ${nextRun}`,
  POST: 'Mend what the message names, update the line to draft, and post its journal again.',
};

/** What the log of Finance says is wrong with an actual, as the accountant reads it there. */
export const integrationLog = recordsOf(FinanceIntegrationLogEntry, {
  document: (entry) => entry.ActualId,
  troubles: (entry) => [
    {
      code: entry.Code ?? 'LOGGED',
      message: entry.Message ?? '',
      remedy: remedies[entry.Code ?? ''] ?? `Mend what the message names; ${nextRun}`,
    },
  ],
});
