import { DataverseMilestone, FinanceMilestone } from '@concord/contracts';
import { companyReference, defineTableMap, reference, rounded, through } from '@concord/table-maps';

/** What of a fixed price is invoiced when: an on-account transaction in Finance. Source: 20.8. */
// prettier-ignore
export const milestonesMap = defineTableMap<FinanceMilestone, DataverseMilestone>({
  name:           'Project Operations integration contract line milestones',
  version:        '1.0.0.7',
  finance:        FinanceMilestone,
  dataverse:      DataverseMilestone,
  integrationKey: [
    ['dataAreaId',                      through('msdyn_contract', 'salesorders', 'dataAreaId')],
    ['ContractLineMilestoneIdentifier', 'msdyn_contractlinescheduleofvalueid'],
  ],
  prerequisites:  ['salesorderdetails', 'msdyn_projectcontractsplitbillingrules', 'msdyn_projects', 'msdyn_projecttasks', 'transactioncurrencies'],
  initialSync:    { required: false, master: 'dataverse' },
  creates:        'dataverse', onDelete: 'delete',
  fields: (field) => [
    //    Finance                              map   Dataverse                                  transform
    field('ContractLineMilestoneGuid',          '<',  'msdyn_contractlinescheduleofvalueid'),
    field('ContractLineId',                     '<<', 'msdyn_contractlineid',                    through('salesorderdetails', 'ContractLineId')),
    field('ProjectContractId',                  '<<', 'msdyn_contract',                          companyReference('salesorders')),
    field('ProjectNumber',                      '<<', 'msdyn_project',                           companyReference('msdyn_projects')),
    field('ActivityNumber',                     '<<', 'msdyn_projecttask',                       through('msdyn_projecttasks', 'TaskId')),
    field('Description',                        '<',  'msdyn_name'),
    field('CurrencyCode',                       '<<', 'transactioncurrencyid',                   reference('transactioncurrencies')),
    field('Amount',                             '<<', 'msdyn_amount', rounded(4, { empty: '0' })), // numbers of Finance are never empty
    field('TransactionDate',                    '<',  'msdyn_milestonedate'), // until 1.0.0.6 msdyn_invoicedate, which shifts with the user's time zone
    field('ProjectContractLineMilestoneHeader', '<',  'msdyn_milestoneheader'),
  ],
});
