import { guid, ids, known, without } from '../../test/known-records';
import { hourEstimatesMapIn } from './hour-estimates.map';

const assignment = {
  msdyn_resourceassignmentid: guid(50),
  msdyn_name: 'Bob surveys',
  msdyn_projectid: ids.project,
  msdyn_taskid: ids.task,
  msdyn_projectteamid: ids.member,
  msdyn_bookableresourceid: ids.bob,
  msdyn_effort: '40.25',
  msdyn_start: '2026-03-02T23:30:00Z',
  msdyn_plannedcost: '4025.1234',
  msdyn_plannedsales: '8050',
  msdyn_salescontractlineid: ids.line,
};
const inZone = (timeZone: string) => hourEstimatesMapIn(timeZone).map('dataverse', assignment, '', known);

describe('hour estimates', () => {
  it('take company, activity, role, category and contract line through project, task, team member and line', () =>
    expect(inZone('UTC')).toEqual({
      kind: 'mapped',
      financeKey: { dataAreaId: 'uspm', EstimateHoursImportId: guid(50) },
      values: {
        ProjectId: 'P-1',
        ActivityNumber: 'A-1',
        Description: 'Survey',
        Duration: '40.25',
        StartDate: '2026-03-02',
        PlannedCostAmount: '4025.1234',
        PlannedSalesAmount: '8050',
        ResourceCategoryId: 'ROLE-1',
        TransactionCategoryId: 'TCN-2',
        ProjCDSResourceId: ids.bob,
        ContractLineId: 'L-1',
      },
      createValues: { SequenceNumber: 0 },
      match: {},
    }));

  it.each([
    ['America/Los_Angeles', '2026-03-02'],
    ['Europe/Berlin', '2026-03-03'],
    ['Asia/Kolkata', '2026-03-03'],
  ])('start in %s on %s: half past eleven at night is another day there', (timeZone, StartDate) =>
    expect(inZone(timeZone)).toMatchObject({ values: { StartDate } }),
  );

  it('of a role that nobody fills go over without a resource, and of a project without contract without a line', () =>
    expect(
      hourEstimatesMapIn('UTC').map(
        'dataverse',
        { ...assignment, msdyn_bookableresourceid: null, msdyn_salescontractlineid: null },
        '',
        known,
      ),
    ).toMatchObject({ kind: 'mapped', values: { ProjCDSResourceId: null, ContractLineId: null } }));

  it('that replace each other differ in their key alone: each has a row of its own, so that none is doubled', () => {
    const replacing = hourEstimatesMapIn('UTC').map('dataverse', { ...assignment, msdyn_resourceassignmentid: guid(51) }, '', known);
    expect(replacing).toMatchObject({ financeKey: { EstimateHoursImportId: guid(51) } });
    expect(hourEstimatesMapIn('UTC')).toMatchObject({ creates: 'dataverse', onDelete: 'delete' });
  });

  it.each(['msdyn_projects', 'msdyn_projecttasks', 'msdyn_projecttasks.category', 'msdyn_projectteams.role', 'salesorderdetails'])(
    'wait for their record of %s (I6)',
    (map) =>
      expect(hourEstimatesMapIn('UTC').map('dataverse', assignment, '', without(map))).toMatchObject({
        kind: 'missing',
        missing: [expect.objectContaining({ map })],
      }),
  );
});
