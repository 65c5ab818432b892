import { DataverseEstimateLine, FinanceExpenseEstimate } from '@concord/contracts';
import { asGuid, companyReference, dayIn, defaultTo, defineTableMap, reference, through, valueMap } from '@concord/table-maps';
import { billingTypes } from './billing-types';
import { estimateLines } from './estimate-lines';

/**
 * Made in Dataverse, a line for what it costs and one for what the customer pays; Finance joins them. Source: 30.2.
 *
 * @param timeZone where a day begins, for dates that Dataverse keeps as instants
 */
// prettier-ignore
export const expenseEstimatesMapIn = (timeZone: string) => defineTableMap<FinanceExpenseEstimate, DataverseEstimateLine>({
  id:             'msdyn_estimatelines.expense',
  name:           'Project Operations integration entity for expense estimates',
  version:        '1.0.0.3',
  finance:        FinanceExpenseEstimate,
  dataverse:      DataverseEstimateLine,
  integrationKey: [
    ['dataAreaId',               through('msdyn_project', 'msdyn_projects', 'dataAreaId')],
    ['EstimateExpensesImportId', 'msdyn_estimatelineid'],
  ],
  filter:         { dataverse: estimateLines('expense') },
  prerequisites:  ['msdyn_projects', 'msdyn_projecttasks', 'msdyn_transactioncategories', 'salesorderdetails', 'transactioncurrencies', 'bookableresourcecategories'],
  initialSync:    { required: false, master: 'dataverse' },
  creates:        'dataverse', onDelete: 'delete',
  fields: (field) => [
    //    Finance                  map   Dataverse                    transform
    field('EstimateLineId',        '<',  'msdyn_estimatelineid'),
    field('OriginEstimateLineId',  '<<', 'msdyn_origin',              asGuid()), // either line may come first
    field('ProjectId',             '<<', 'msdyn_project',             companyReference('msdyn_projects')),
    field('ActivityNumber',        '<<', 'msdyn_task',                through('msdyn_projecttasks', 'TaskId')),
    field('Description',           '<',  'msdyn_description'),
    field('TransType',             '<<', 'msdyn_transactiontypecode', valueMap({ Cost: 192350000, Sales: 192350005 })),
    field('BillingType',           '<<', 'msdyn_billingtype',         billingTypes),
    field('Price',                 '<<', 'msdyn_price',               defaultTo('0')), // decimals of Finance are never empty
    field('Quantity',              '<<', 'msdyn_quantity',            defaultTo('0')),
    field('CurrencyId',            '<<', 'transactioncurrencyid',     reference('transactioncurrencies')),
    field('StartDate',             '<<', 'msdyn_startdatetime',       dayIn(timeZone)),
    field('EndDate',               '<<', 'msdyn_enddatetime',         dayIn(timeZone)),
    field('TransactionCategoryId', '<<', 'msdyn_transactioncategory', reference('msdyn_transactioncategories')),
    field('ResourceCategoryId',    '<<', 'msdyn_resourcecategory',    through('bookableresourcecategories.number', 'RoleId')),
    field('ContractLineId',        '<<', 'msdyn_salescontractlineid', through('salesorderdetails', 'ContractLineId')),
  ],
});
