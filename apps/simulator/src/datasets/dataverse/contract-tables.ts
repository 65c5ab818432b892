import { billingMethods, billingStatuses, billingTypes, transactionClasses, transactionTypes } from './choices';
import { amount, choice, company, currency, customer, day, decimal, flag, int32, lookup, memo, moment, table, text } from './columns';

/**
 * Contracts, their lines, customers and milestones. Source: domain/20-setup.md 20.2 to 20.4, 20.8. Names the page gives in angle
 * brackets are chosen here, and listed in the README.
 */
export const contractTables: readonly Record<string, unknown>[] = [
  table('salesorder', {
    primaryName: 'name',
    columns: [
      text('name', 300),
      text('ordernumber'),
      text('msdyn_salesordernumber'),
      memo('description'),
      choice('msdyn_ordertype', { 'Item based': 192350000, 'Work based': 192350001, 'Service-Maintenance Based': 690970002 }),
      choice('msdyn_psastate', { Draft: 192350000, 'On hold': 192350001, Active: 192350002, Closed: 192350003 }),
      choice('msdyn_psastatusreason', {
        Draft: 192350000,
        'In review': 192350001,
        'On hold': 192350002,
        Confirmed: 192350003,
        Completed: 192350004,
        Lost: 192350005,
        Abandoned: 192350006,
      }),
      moment('requestdeliveryby'),
      choice('paymenttermscode', { 'Net 30': 1, '2% 10, Net 30': 2, 'Net 45': 3, 'Net 60': 4 }),
      amount('totalamount'),
    ],
    lookups: [
      {
        name: 'customerid',
        targets: [
          { table: 'account', navigation: 'customerid_account', collection: 'order_customer_accounts' },
          { table: 'contact', navigation: 'customerid_contact', collection: 'order_customer_contacts' },
        ],
      },
      currency,
      lookup('msdyn_contractorganizationalunitid', 'msdyn_organizationalunit', 'msdyn_ContractOrganizationalUnitId'),
      lookup('pricelevelid', 'pricelevel'),
      company,
    ],
    alternateKeys: [{ name: 'msdyn_salesordernumber_company', columns: ['msdyn_salesordernumber', 'msdyn_company'] }],
  }),
  table('salesorderdetail', {
    primaryName: 'salesorderdetailname',
    columns: [
      text('salesorderdetailname'),
      text('productdescription', 500),
      text('msdyn_contractlinenumber'),
      int32('lineitemnumber'),
      int32('sequencenumber'),
      choice('producttypecode', {
        Product: 1,
        Bundle: 2,
        'Required Bundle Product': 3,
        'Optional Bundle Product': 4,
        'Project-based Service': 5,
      }),
      choice('msdyn_linetype', { 'Project Service Line': 690970000, 'Field Service Line': 690970001 }),
      choice('msdyn_billingmethod', billingMethods),
      flag('msdyn_includetime'),
      flag('msdyn_includeexpense'),
      flag('msdyn_includefee'),
      flag('msdyn_includematerial'),
      choice('msdyn_includedtasks', { 'Entire project': 192350000, 'Selected project tasks only': 192350001 }), // [inferred]
      moment('msdyn_billingstartdate'),
      choice('msdyn_billingstatus', billingStatuses),
      choice('msdyn_invoicescheduletype', { Milestone: 192350000, 'Progress based': 192350001 }), // [inferred] as Finance's ProjInvoiceScheduleType
      amount('msdyn_standalonesellingprice'), // [inferred]
      amount('msdyn_budgetamount'),
      amount('baseamount'),
      amount('extendedamount'),
      amount('tax'),
    ],
    lookups: [
      lookup('salesorderid', 'salesorder', 'salesorderid', 'order_details'),
      lookup('msdyn_project', 'msdyn_project', 'msdyn_Project'),
      lookup('msdyn_invoicefrequency', 'msdyn_invoicefrequency'),
      currency,
    ],
  }),
  table('msdyn_invoicefrequency', { entitySetName: 'msdyn_invoicefrequencies', columns: [text('msdyn_name')] }),
  // [inferred]: which tasks belong to a contract line that does not take the whole project
  table('msdyn_contractlinetask', {
    columns: [text('msdyn_name'), choice('msdyn_billingtype', billingTypes)],
    lookups: [lookup('msdyn_contractline', 'salesorderdetail'), lookup('msdyn_task', 'msdyn_projecttask')],
  }),
  table('msdyn_projectcontractsplitbillingrule', {
    columns: [text('msdyn_name'), text('msdyn_projectcontractsplitbillingrulenumber'), decimal('msdyn_splitpercentage', 10)],
    lookups: [
      lookup('msdyn_projectcontractid', 'salesorder', 'msdyn_projectcontractid', 'msdyn_salesorder_splitbillingrules'),
      customer('msdyn_customer', 'msdyn_customer', 'msdyn_customer_contact'),
      lookup('msdyn_paymentterm', 'msdyn_paymentterm'),
    ],
  }),
  table('msdyn_contractlinescheduleofvalue', {
    columns: [
      text('msdyn_name'),
      text('msdyn_milestoneidentifier', 50), // [inferred]
      text('msdyn_milestoneheader'), // [inferred]
      text('msdyn_description'),
      text('msdyn_externaldescription'),
      amount('msdyn_amount'),
      amount('msdyn_tax'),
      amount('msdyn_amount_after_tax'),
      moment('msdyn_invoicedate'),
      day('msdyn_milestonedate'),
      choice('msdyn_invoicestatus', {
        'Not Ready for invoicing': 192350000,
        'Ready for invoicing': 192350001,
        'Customer invoice created': 192350002,
        'Customer invoice posted': 192350003,
      }),
      choice('msdyn_transactionclassification', transactionClasses),
      choice('msdyn_transactiontypecode', transactionTypes),
    ],
    lookups: [
      lookup('msdyn_contract', 'salesorder'),
      lookup('msdyn_contractlineid', 'salesorderdetail', 'msdyn_ContractLineId'),
      lookup('msdyn_project', 'msdyn_project'),
      lookup('msdyn_projecttask', 'msdyn_projecttask'),
      lookup('msdyn_projectcontractsplitbillingrule', 'msdyn_projectcontractsplitbillingrule'), // [inferred]: one milestone a customer
      currency,
      lookup('msdyn_owningcompany', 'cdm_company'), // [inferred]
    ],
    alternateKeys: [{ name: 'msdyn_milestoneidentifier_company', columns: ['msdyn_milestoneidentifier', 'msdyn_owningcompany'] }],
  }),
];
