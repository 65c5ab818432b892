import { DataverseEstimateLine, FinanceMaterialEstimate } from '@concord/contracts';
import { asGuid, companyReference, dayIn, defaultTo, defineTableMap, orColumn, reference, through, valueMap } from '@concord/table-maps';
import { billingTypes } from './billing-types';
import { estimateLines } from './estimate-lines';

/**
 * Made in Dataverse, a line for what it costs and one for what the customer pays; Finance joins them. Source: 30.3.
 *
 * @param timeZone where a day begins, for dates that Dataverse keeps as instants
 */
// prettier-ignore
export const materialEstimatesMapIn = (timeZone: string) => defineTableMap<FinanceMaterialEstimate, DataverseEstimateLine>({
  id:             'msdyn_estimatelines.material',
  name:           'Project integration table for material estimates',
  version:        '1.0.0.4',
  finance:        FinanceMaterialEstimate,
  dataverse:      DataverseEstimateLine,
  integrationKey: [
    ['dataAreaId', through('msdyn_project', 'msdyn_projects', 'dataAreaId')],
    ['ImportId',   'msdyn_estimatelineid'],
  ],
  filter:         { dataverse: estimateLines('material') },
  prerequisites:  ['msdyn_projects', 'msdyn_projecttasks', 'products.number', 'msdyn_transactioncategories', 'salesorderdetails', 'transactioncurrencies'],
  initialSync:    { required: false, master: 'dataverse' },
  creates:        'dataverse', onDelete: 'delete',
  fields: (field) => [
    //    Finance                  map   Dataverse                    transform
    field('ForecastLineId',        '<',  'msdyn_estimatelineid'),
    field('ForecastLineIdOrigin',  '<<', 'msdyn_origin',              asGuid()), // either line may come first
    field('ProjId',                '<<', 'msdyn_project',             companyReference('msdyn_projects')),
    field('ActivityNumber',        '<<', 'msdyn_task',                through('msdyn_projecttasks', 'TaskId')),
    field('ItemId',                '<<', 'msdyn_product',             through('products.number', 'ItemNumber')),
    field('ItemDescription',       '<<', 'msdyn_product',             orColumn('msdyn_writeinproductname', through('products.number', 'ProductName'))),
    field('Comment',               '<',  'msdyn_description'),
    field('SalesQty',              '<<', 'msdyn_quantity',            defaultTo('0')), // decimals of Finance are never empty
    field('InventQty',             '<<', 'msdyn_quantity',            defaultTo('0')), // Finance knows the item's other units, Dataverse does not
    field('Price',                 '<<', 'msdyn_price',               defaultTo('0')),
    field('Currency',              '<<', 'transactioncurrencyid',     reference('transactioncurrencies')),
    field('TransType',             '<<', 'msdyn_transactiontypecode', valueMap({ Cost: 192350000, Sales: 192350005 })),
    field('BillingType',           '<<', 'msdyn_billingtype',         billingTypes),
    field('StartDate',             '<<', 'msdyn_startdatetime',       dayIn(timeZone)),
    field('EndDate',               '<<', 'msdyn_enddatetime',         dayIn(timeZone)),
    field('TransactionCategoryId', '<<', 'msdyn_transactioncategory', reference('msdyn_transactioncategories')),
    field('ContractLineId',        '<<', 'msdyn_salescontractlineid', through('salesorderdetails', 'ContractLineId')),
  ],
});
