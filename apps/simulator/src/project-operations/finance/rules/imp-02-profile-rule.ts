import { textOf } from '../columns';
import { type ImportCheck, unable } from '../import/import-check';
import { billingOf } from '../setup/profiles';

/** IMP-02: of a billable project, a profile rule gives the cost and revenue profile. A sale without a contract line cannot be posted either. */
export const profileRuleApplies: ImportCheck = {
  code: 'IMP-02',
  refusal: (actual, { books }) => {
    if (actual.isLending) return undefined;
    const project = books.find('ProjectsV2', { dataAreaId: actual.projectCompany, ProjectId: actual.projectId })!;
    const billing = billingOf(books, actual.projectCompany, project, textOf(actual.row, 'ContractLineId'));
    if (billing.contractLine === undefined)
      return actual.type === 'Sales'
        ? unable(actual, `Project ${actual.projectId} is on no line of a project contract, so its sales cannot be posted.`)
        : undefined;
    return billing.profile === undefined
      ? unable(actual, `No project cost and revenue profile rule applies to project ${actual.projectId}.`)
      : undefined;
  },
};
