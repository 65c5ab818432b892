import type { SimulatorAction } from '../../control/action-routes';
import type { BusinessRule } from '../../odata/rules';
import type { Systems } from '../systems';
import { accountantsActions } from './actions';
import { simulatorAction } from './actions/finance-action';
import { booksOf } from './books';
import { hourEstimateIsPossible, hourEstimatesBecomeForecasts } from './estimates/hour-forecasts';
import { estimatesAreMerged, expenseEstimates, materialEstimates, mergedEstimateIsPossible } from './estimates/merged-forecasts';
import { vouchersBalance } from './rules/f01-vouchers-balance';
import { postedJournalsAreFinal, postedLinesAreFinal, vouchersAreFinal } from './rules/f03-posted-is-final';
import { deletedLineComesBack } from './rules/f06-deleted-line-comes-back';
import { proposalIsNotDeleted, proposalStartsEmpty, proposalStaysAsItsLinesAre } from './rules/f13-proposal-headers';
import { hourLinesAreShown } from './rules/hour-lines';
import { lateConnectionsRelate } from './rules/late-connections';
import { billedMilestonesStay, milestonesBecomeOnAccount } from './rules/milestones';
import { sharedCategoriesFollow } from './rules/shared-categories';
import { linePropertyExists } from './rules/stg-01-line-property';
import { stagedRowIsComplete } from './rules/stg-02-mandatory';
import { processedRowsAreKept, processedRowsStay, stagedRowsHaveState } from './rules/stg-03-processed-rows-stay';
import { intercompanyCostStaysOut } from './rules/stg-04-skipped-cost';

/**
 * Project Operations' rules on Finance entities: `domain/70-finance-accounting.md` 3 to 10. What a process checks (IMP-01 to 12, INV-01 to
 * 07) is listed in `import/import-checks.ts` and `import/proposal-checks.ts`; these here are rules of tables.
 */
export const financeRules = (systems: Systems): readonly BusinessRule[] => {
  const books = booksOf(systems);
  return [
    processedRowsStay(books),
    stagedRowIsComplete(books),
    intercompanyCostStaysOut,
    linePropertyExists(books),
    stagedRowsHaveState(books),
    processedRowsAreKept(books),
    lateConnectionsRelate(books),
    hourEstimateIsPossible(books),
    hourEstimatesBecomeForecasts(books),
    ...[expenseEstimates, materialEstimates].flatMap((kind) => [mergedEstimateIsPossible(books, kind), estimatesAreMerged(books, kind)]),
    billedMilestonesStay(books),
    milestonesBecomeOnAccount(books),
    sharedCategoriesFollow(books),
    hourLinesAreShown(books),
    postedJournalsAreFinal,
    postedLinesAreFinal,
    ...vouchersAreFinal,
    deletedLineComesBack(books),
    proposalStartsEmpty,
    proposalStaysAsItsLinesAre,
    proposalIsNotDeleted,
  ];
};

/** What no path of writing passes by (F1). */
export const addFinanceConstraints = ({ finance }: Systems): void => {
  finance.addConstraint('GeneralJournalAccountEntries', vouchersBalance);
};

/** What accountants do in Finance. */
export const financeActions = (systems: Systems): readonly SimulatorAction[] => {
  const books = booksOf(systems);
  return accountantsActions.map((action) => simulatorAction(action, books));
};
