import { companies, guid, linksOf, usmf } from '../../test/known-links';
import { projectsMap, projectsMapIn } from './projects.map';

const customer = guid(52);
const contract = guid(53);
const links = linksOf({
  ...companies,
  accounts: [[customer, { dataAreaId: 'usmf', CustomerAccount: 'C-0042' }]],
  salesorders: [[contract, { dataAreaId: 'usmf', ProjectContractId: 'ORD-1' }]],
});
const project = {
  msdyn_projectid: guid(51),
  msdyn_projectnumber: 'P-1',
  msdyn_owningcompany: usmf,
  msdyn_subject: 'Mountain road',
  msdyn_description: null,
  msdyn_scheduledstart: '2026-03-02T08:00:00Z',
  msdyn_finish: '2026-09-30T22:30:00Z',
  msdyn_actualstart: null,
  msdyn_actualend: null,
  msdyn_customer: customer,
  msdyn_salesorderid: contract,
  statecode: 0,
  statuscode: 1,
};

describe('Projects V2', () => {
  it('go to Finance under number and company, instants as days', () =>
    expect(projectsMap.map('dataverse', project, '', links)).toEqual({
      kind: 'mapped',
      financeKey: { dataAreaId: 'usmf', ProjectId: 'P-1' },
      values: {
        ProjectName: 'Mountain road',
        Description: null,
        ProjectedStartDate: '2026-03-02',
        ProjectedEndDate: '2026-09-30',
        ActualStartDate: null,
        ActualEndDate: null,
        CustomerAccountNumber: 'C-0042',
        ProjectContractId: 'ORD-1',
        ProjectStage: 'InProcess',
      },
      createValues: {},
      match: {},
    }));

  it('wait for their contract (I6)', () =>
    expect(projectsMap.map('dataverse', { ...project, msdyn_salesorderid: guid(54) }, '', links)).toEqual({
      kind: 'missing',
      missing: [{ map: 'salesorders', system: 'dataverse', id: guid(54) }],
    }));

  it('end on the day it is where the organisation is', () =>
    expect(projectsMapIn('Europe/Berlin').map('dataverse', project, '', links)).toMatchObject({
      values: { ProjectedStartDate: '2026-03-02', ProjectedEndDate: '2026-10-01' },
    }));

  it.each([
    [2, 'deactivated'],
    [192350000, 'closed'],
  ])('are completed when status reason %i says that they are %s', (statuscode) =>
    expect(projectsMap.map('dataverse', { ...project, statecode: 1, statuscode }, '', links)).toMatchObject({
      values: { ProjectStage: 'Completed' },
    }),
  );

  it.each([192350001, 192350002, 192350011, 192350012])('stay out while status reason is %i: still in the making', (statuscode) =>
    expect(projectsMap.map('dataverse', { ...project, statuscode }, '', links)).toMatchObject({ kind: 'excluded' }),
  );
});
