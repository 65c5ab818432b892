import type { BusinessRule } from '../../../odata/rules';
import { approveEntry, submitEntry } from '../booking/entry-life';
import { scheduleJob } from '../jobs';
import { type Office, text } from '../office';

/** The job that approves an expense of Finance runs this long after the row came. [doc: seconds to minutes; this one inferred] */
const approvalDelaySeconds = 30;

export const approveExternalExpense = (office: Office, expenseId: string): void => {
  const source = { table: 'msdyn_expense', id: expenseId };
  submitEntry(office, source);
  approveEntry(office, source);
};

/** D8. A row with a Finance transaction is an expense that Finance has posted: it is approved by a job, and nobody decides about it. */
export const externalExpenseArrives = (office: Office): BusinessRule => ({
  table: 'msdyn_expenses',
  on: ['create'],
  stage: 'after',
  run: ({ after }) => {
    if (after?.['msdyn_hasexternalorigin'] !== true) return;
    scheduleJob(office, {
      handler: 'approve-external-expense',
      name: 'Approve the expense that Finance posted',
      table: 'msdyn_expense',
      recordId: text(after, 'msdyn_expenseid'),
      delaySeconds: approvalDelaySeconds,
    });
  },
});
