import { DataverseResourceAssignment, FinanceHourEstimate } from '@concord/contracts';
import { asGuid, companyReference, dayIn, defaultTo, defineTableMap, none, through } from '@concord/table-maps';

/**
 * Made in Dataverse by the scheduling service, which replaces an assignment rather than change it. Source: 30.1.
 *
 * @param timeZone where a day begins, for dates that Dataverse keeps as instants
 */
// prettier-ignore
export const hourEstimatesMapIn = (timeZone: string) => defineTableMap<FinanceHourEstimate, DataverseResourceAssignment>({
  name:           'Project Operations integration entity for hour estimates',
  version:        '1.0.0.6',
  finance:        FinanceHourEstimate,
  dataverse:      DataverseResourceAssignment,
  integrationKey: [
    ['dataAreaId',            through('msdyn_projectid', 'msdyn_projects', 'dataAreaId')],
    ['EstimateHoursImportId', 'msdyn_resourceassignmentid'],
  ],
  prerequisites:  ['msdyn_projects', 'msdyn_projecttasks', 'bookableresourcecategories', 'msdyn_transactioncategories', 'salesorderdetails'],
  initialSync:    { required: false, master: 'dataverse' },
  creates:        'dataverse', onDelete: 'delete',
  fields: (field) => [
    //    Finance                  map   Dataverse                   transform
    field('ProjectId',             '<<', 'msdyn_projectid',          companyReference('msdyn_projects')),
    field('ActivityNumber',        '<<', 'msdyn_taskid',             through('msdyn_projecttasks', 'TaskId')),
    field('Description',           '<<', 'msdyn_taskid',             through('msdyn_projecttasks', 'TaskName')),
    field('Duration',              '<<', 'msdyn_effort',             defaultTo('0')), // decimals of Finance are never empty
    field('StartDate',             '<<', 'msdyn_start',              dayIn(timeZone)),
    field('PlannedCostAmount',     '<<', 'msdyn_plannedcost',        defaultTo('0')),
    field('PlannedSalesAmount',    '<<', 'msdyn_plannedsales',       defaultTo('0')),
    field('ResourceCategoryId',    '<<', 'msdyn_projectteamid',      through('msdyn_projectteams.role', 'RoleId')),
    field('TransactionCategoryId', '<<', 'msdyn_taskid',             through('msdyn_projecttasks.category', 'TransactionCategoryId')),
    field('ProjCDSResourceId',     '<<', 'msdyn_bookableresourceid', asGuid()), // a generic resource has no record in Finance
    field('ContractLineId',        '<<', 'msdyn_salescontractlineid', through('salesorderdetails', 'ContractLineId')),
    field('SequenceNumber',        '<<', none,                       defaultTo(0)),
  ],
});
