import type { Row } from '@concord/contracts';
import type { Resolve, Referred } from '@concord/table-maps';

/** A Guid that a reader can follow: `guid(7)` ends in 7. */
export const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Ids of a project of USPM, and of what lends to it from GBPM. */
export const ids = {
  uspm: guid(1),
  gbpm: guid(2),
  usd: guid(3),
  project: guid(4),
  task: guid(5),
  category: guid(6),
  payer: guid(7),
  line: guid(8),
  role: guid(9),
  member: guid(10),
  bob: guid(11),
  gravel: guid(12),
  hour: guid(13),
  minute: guid(14),
  invoice: guid(15),
} as const;

const links: Readonly<Record<string, readonly [financeKey: Row, shared?: Row]>> = {
  [`cdm_companies ${ids.uspm}`]: [{ LegalEntityId: 'USPM' }],
  [`cdm_companies ${ids.gbpm}`]: [{ LegalEntityId: 'GBPM' }],
  [`transactioncurrencies ${ids.usd}`]: [{ CurrencyCode: 'USD' }],
  [`msdyn_projects ${ids.project}`]: [{ dataAreaId: 'uspm', ProjectId: 'P-1' }],
  [`msdyn_projecttasks ${ids.task}`]: [{ dataAreaId: 'uspm', ProjectId: 'P-1', TaskId: 'A-1' }, { TaskName: 'Survey' }],
  [`msdyn_projecttasks.category ${ids.task}`]: [{ TaskElementId: ids.task }, { TransactionCategoryId: 'TCN-2' }],
  [`msdyn_transactioncategories ${ids.category}`]: [{ CategoryId: 'TCN-1' }],
  [`msdyn_projectcontractsplitbillingrules ${ids.payer}`]: [{ dataAreaId: 'uspm', ProjectContractID: 'C-1', FundingSourceId: 'F-1' }],
  [`salesorderdetails ${ids.line}`]: [{ dataAreaId: 'uspm', ProjectContractId: 'C-1', LineSequenceNumber: 1 }, { ContractLineId: 'L-1' }],
  [`bookableresourcecategories.number ${ids.role}`]: [{ ResourceCategoryId: ids.role }, { RoleId: 'ROLE-1' }],
  [`msdyn_projectteams.role ${ids.member}`]: [{ TeamMemberId: ids.member }, { RoleId: 'ROLE-1' }],
  [`products.number ${ids.gravel}`]: [
    { ProductId: ids.gravel },
    { ProductNumber: 'P-GRAVEL', ItemNumber: 'I-GRAVEL', ProductName: 'Gravel' },
  ],
  [`uoms.symbol ${ids.hour}`]: [{ UnitId: ids.hour }, { UnitSymbol: 'h' }],
  [`uoms.symbol ${ids.minute}`]: [{ UnitId: ids.minute }, { UnitSymbol: null }],
  [`invoices.number ${ids.invoice}`]: [{ InvoiceId: ids.invoice }, { InvoiceProposalId: 'INV-01017' }],
};

/** Answers as the links of these records would; all others are not there yet. */
export const known: Resolve = ({ map, system, id }): Referred | undefined => {
  // All that comes back from Finance refers to the company alone.
  if (system === 'finance') return map === 'cdm_companies' && id === 'uspm' ? known({ map, system: 'dataverse', id: ids.uspm }) : undefined;
  const found = links[`${map} ${id}`];
  return found && { dataverseId: id, financeKey: found[0], ...(found[1] ? { shared: found[1] } : {}) };
};

/** As `known`, but for the records of one map. */
export const without =
  (map: string): Resolve =>
  (reference) =>
    reference.map === map ? undefined : known(reference);
