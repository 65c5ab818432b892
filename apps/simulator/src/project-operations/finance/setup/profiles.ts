import type { Books, Stored } from '../books';
import { textOf } from '../columns';

export type BillingMethod = 'TimeAndMaterial' | 'FixedPrice';
export type LedgerStatus = 'None' | 'BalanceSheet' | 'Operations' | 'Never' | 'Deferred';

export interface ProjectBilling {
  readonly project: Stored;
  /** The contract line that bills it; a project without one is internal. */
  readonly contractLine?: Stored;
  readonly contractId: string;
  readonly billingMethod?: BillingMethod;
  /** Undefined for internal projects, and where no rule gives one. */
  readonly profile?: Stored;
}

/** How a project is billed, and by which cost and revenue profile it is posted. */
export const billingOf = (books: Books, company: string, project: Stored, contractLineId = ''): ProjectBilling => {
  const projectId = textOf(project, 'ProjectId');
  const lines = books.inCompany('ProjectContractLines', company, 'LineProjectId', projectId);
  const named = contractLineId === '' ? undefined : books.inCompany('ProjectContractLines', company, 'ContractLineId', contractLineId)[0];
  const contractLine = named ?? lines[0];
  if (contractLine === undefined) return { project, contractId: textOf(project, 'ProjectContractId') };
  const contractId = textOf(contractLine, 'ProjectContractId');
  const billingMethod = textOf(contractLine, 'BillingMethod') as BillingMethod;
  return { project, contractLine, contractId, billingMethod, profile: profileOf(books, company, project, contractId, billingMethod) };
};

/** The most specific rule wins: project before project group and contract, these before all. */
const specificity: Readonly<Record<string, number>> = { Project: 3, ProjectContract: 2, ProjectGroup: 1, All: 0 };

const profileOf = (
  books: Books,
  company: string,
  project: Stored,
  contractId: string,
  billingMethod: BillingMethod,
): Stored | undefined => {
  const wanted: Readonly<Record<string, string>> = {
    Project: textOf(project, 'ProjectId'),
    ProjectContract: contractId,
    ProjectGroup: textOf(project, 'ProjectGroupId'),
    All: '',
  };
  let best: { readonly rank: number; readonly profile: Stored } | undefined;
  for (const rule of books.where('ProjectCostRevenueProfileRules', 'dataAreaId', company)) {
    const relation = textOf(rule, 'Relation');
    const related = textOf(rule, 'RelationId').toLowerCase();
    if (relation !== 'All' && (related === '' || related !== wanted[relation]?.toLowerCase())) continue;
    const profile = books.find('ProjectCostRevenueProfiles', { dataAreaId: company, ProfileId: textOf(rule, 'ProfileId') });
    if (profile?.['BillingMethod'] !== billingMethod) continue;
    const rank = specificity[relation] ?? 0;
    if (best === undefined || rank > best.rank) best = { rank, profile };
  }
  return best?.profile;
};

const suffixes: Readonly<Record<string, string>> = { Hour: 'Hour', Cost: 'Expense', Item: 'Item', Revenue: 'Fee' };

/** Where the cost of a type goes; an internal project has no profile and always posts to profit and loss. */
export const costStatusOf = (profile: Stored | undefined, lineType: string): LedgerStatus =>
  profile === undefined ? 'Operations' : (textOf(profile, `PostCosts${suffixes[lineType]}`) as LedgerStatus);

/** Revenue is accrued only where the profile says so, the cost of the type posts to profit and loss, and the line property allows it. */
export const accruesRevenue = (profile: Stored | undefined, lineType: string, lineProperty: Stored | undefined): boolean =>
  profile !== undefined &&
  profile[`AccrueRevenue${suffixes[lineType]}`] === 'Yes' &&
  (lineType === 'Revenue' || costStatusOf(profile, lineType) === 'Operations') &&
  lineProperty?.['CanAccrueRevenue'] === 'Yes';
