import { companies, guid, linksOf, usd } from '../../test/known-links';
import { milestonesMap } from './milestones.map';

const [contract, line, project, task, milestone] = [guid(50), guid(60), guid(51), guid(101), guid(110)];
const links = linksOf({
  ...companies,
  salesorders: [[contract, { dataAreaId: 'usmf', ProjectContractId: 'PC-7' }]],
  salesorderdetails: [[line, { dataAreaId: 'usmf', ProjectContractId: 'PC-7', LineSequenceNumber: 2 }, { ContractLineId: 'CL-2' }]],
  msdyn_projects: [[project, { dataAreaId: 'usmf', ProjectId: 'P-1' }]],
  msdyn_projecttasks: [[task, { dataAreaId: 'usmf', ProjectId: 'P-1', TaskId: 'A-2' }, { TaskElementId: task }]],
});
const row = {
  msdyn_contractlinescheduleofvalueid: milestone,
  msdyn_name: 'Half way',
  msdyn_contract: contract,
  msdyn_contractlineid: line,
  msdyn_project: project,
  msdyn_projecttask: task,
  transactioncurrencyid: usd,
  msdyn_amount: '1250.0000',
  msdyn_milestonedate: '2026-06-30',
  msdyn_milestoneheader: null,
};

describe('Contract line milestones', () => {
  it('name contract, line, project and task by the numbers Finance knows', () =>
    expect(milestonesMap.map('dataverse', row, '', links)).toEqual({
      kind: 'mapped',
      financeKey: { dataAreaId: 'usmf', ContractLineMilestoneIdentifier: milestone },
      values: {
        ContractLineMilestoneGuid: milestone,
        ProjectContractId: 'PC-7',
        ContractLineId: 'CL-2',
        ProjectNumber: 'P-1',
        ActivityNumber: 'A-2',
        Description: 'Half way',
        CurrencyCode: 'USD',
        Amount: '1250',
        TransactionDate: '2026-06-30',
        ProjectContractLineMilestoneHeader: null,
      },
      createValues: {},
      match: {},
    }));

  it('wait for all of them at once (I6)', () =>
    expect(milestonesMap.map('dataverse', row, '', linksOf(companies))).toMatchObject({
      kind: 'missing',
      missing: ['salesorders', 'salesorderdetails', 'msdyn_projects', 'msdyn_projecttasks'].map((map) => ({ map })),
    }));
});
