import { DataverseActual, FinanceActual } from '@concord/contracts';
import {
  asGuid,
  asNumber,
  dayIn,
  defaultTo,
  defineTableMap,
  onceFilled,
  onCreation,
  reference,
  rounded,
  through,
  valueMap,
} from '@concord/table-maps';
import { billingTypes } from './billing-types';
import { sentActuals } from './sent-actuals';

/**
 * Made in Dataverse, by approvals and invoices; posted in Finance, which alone completes them. The row's company is the lending one where a resource
 * is lent, and then not the project's: so nothing here refers within a company. Source: 30.4.
 *
 * @param timeZone where a day begins, for dates that Dataverse keeps as instants
 */
// prettier-ignore
export const actualsMapIn = (timeZone: string) => defineTableMap<FinanceActual, DataverseActual>({
  name:           'Project Operations integration actuals',
  version:        '1.0.0.19',
  finance:        FinanceActual,
  dataverse:      DataverseActual,
  integrationKey: [['dataAreaId', 'msdyn_owningcompany'], ['ActualsImportId', 'msdyn_actualimportid']],
  filter:         { dataverse: sentActuals },
  prerequisites:  [
    'cdm_companies', 'transactioncurrencies', 'msdyn_transactioncategories', 'msdyn_projects', 'msdyn_projecttasks', 'msdyn_projectcontractsplitbillingrules',
    'uoms.symbol', 'products.number', 'invoices.number',
  ],
  initialSync:    { required: false, master: 'dataverse' },
  master:         'finance', // of what both may change, the tax: what was posted stands
  creates:        'dataverse', onDelete: 'keep', // a staged row whose original is gone is for an accountant to see: the flow names it
  fields: (field) => [
    //    Finance                      map   Dataverse                             transform
    field('ActualId',                  '<',  'msdyn_actualid'),
    field('TransactionType',           '<<', 'msdyn_transactiontypecode',          valueMap(
      { Cost: 192350000, Sales: 192350005, BilledSales: 192350006, ResourcingUnitCost: 192350007, InterOrgSales: 192350008 })),
    field('TransactionClassification', '<<', 'msdyn_transactionclassification',    asNumber()),
    field('BillingType',               '<<', 'msdyn_billingtype',                  billingTypes),
    field('BillingStatusId',           '<<', 'msdyn_billingstatus',                asNumber()),
    field('AdjustmentStatus',          '<<', 'msdyn_adjustmentstatus',             asNumber()),
    field('Status',                    '<<', 'statecode',                          asNumber()),
    field('StatusReason',              '<<', 'statuscode',                         asNumber()),
    field('ProjectId',                 '<<', 'msdyn_project',                      through('msdyn_projects', 'ProjectId')),
    field('ProjectDataAreaId',         '<<', 'msdyn_project',                      through('msdyn_projects', 'dataAreaId')),
    field('TaskNumber',                '<<', 'msdyn_task',                         through('msdyn_projecttasks', 'TaskId')),
    field('TransactionCategoryId',     '<<', 'msdyn_transactioncategory',          reference('msdyn_transactioncategories')),
    field('ContractId',                '<<', 'msdyn_projectcontractsplitbillingrule', through('msdyn_projectcontractsplitbillingrules', 'ProjectContractID')),
    field('FundingSource',             '<<', 'msdyn_projectcontractsplitbillingrule', through('msdyn_projectcontractsplitbillingrules', 'FundingSourceId')),
    field('ContractLineId',            '<',  'msdyn_valueofsalescontractline'),
    field('InvoiceProposalId',         '<<', 'msdyn_invoice',                      through('invoices.number', 'InvoiceProposalId')),
    field('ProductNumber',             '<<', 'msdyn_product',                      through('products.number', 'ProductNumber')),
    field('UnitOfMeasure',             '<<', 'msdyn_unit',                         through('uoms.symbol', 'UnitSymbol')),
    field('TransactionCurrencyId',     '<<', 'transactioncurrencyid',              reference('transactioncurrencies')),
    field('Quantity',                  '<<', 'msdyn_quantity',                     defaultTo('0')), // decimals of Finance are never empty
    field('UnitPrice',                 '<<', 'msdyn_price',                        defaultTo('0')),
    field('Amount',                    '<<', 'msdyn_amount',                       defaultTo('0')),
    field('DocumentDate',              '<',  'msdyn_transactiondate'),
    field('AccountingDate',            '<<', 'msdyn_accountingdate',               dayIn(timeZone)),
    field('StartDate',                 '<<', 'msdyn_startdatetime',                dayIn(timeZone)),
    field('EndDate',                   '<<', 'msdyn_enddatetime',                  dayIn(timeZone)),
    field('Description',               '<',  'msdyn_description'),
    field('ExternalDescription',       '<',  'msdyn_externaldescription'),
    field('ExternalReference',         '<',  'msdyn_externalreferenceid'),
    field('ExternalOriginReference',   '<',  'msdyn_externaloriginreference'),
    field('BookableResourceName',      '<',  'msdyn_nameofbookableresource'),
    field('IsJournalized',             '<<', 'msdyn_isjournalized',                onCreation(valueMap({ Yes: true, No: false }, { empty: 'No' }))), // then Finance's own
    field('ResourceId',                '<<', 'msdyn_bookableresource',             asGuid()), // a generic resource has no record in Finance
    field('ResourcingCompany',         '<<', 'msdyn_resourcingcompany',            reference('cdm_companies')),
    field('SubcontractLine',           '<',  'msdyn_subcontractlinenumber'),
    field('SubConInvoiceId',           '<',  'msdyn_subcontractinvoiceid'),
    field('MatchedVendorInvoice',      '<',  'msdyn_matchedvendorinvoice'),
    field('VendInvoiceLineProjTransId', '<', 'msdyn_vendorinvoicelineprojecttransid'),
    field('ExchangeRate',              '>>', 'msdyn_accountexchangerate',          onceFilled('VoucherNumber', rounded(10))),
    field('VoucherNumber',             '>',  'msdyn_vouchernumber'),
    field('AccountingAmount',          '>>', 'msdyn_accountingamount',             onceFilled('VoucherNumber', rounded(4))),
    field('SalesTaxAmount',            '><', 'msdyn_accountingtaxamount',          onceFilled('VoucherNumber', rounded(4, { empty: '0' }))),
  ],
});
