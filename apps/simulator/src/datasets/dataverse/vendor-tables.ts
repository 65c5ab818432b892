import { billingMethods, billingTypes, transactionClasses } from './choices';
import { amount, choice, currency, day, decimal, flag, int32, lookup, moment, owningCompany, table, text } from './columns';

const work = [
  lookup('msdyn_project', 'msdyn_project'),
  lookup('msdyn_task', 'msdyn_projecttask'),
  lookup('msdyn_resourcecategory', 'bookableresourcecategory'),
  lookup('msdyn_transactioncategory', 'msdyn_transactioncategory'),
  lookup('msdyn_product', 'product'),
  lookup('msdyn_unit', 'uom'),
];

/** Vendor invoices and subcontracts. Source: domain/60-vendor-invoices.md 3 to 5; the integers of their states are placeholders there. */
export const vendorTables: readonly Record<string, unknown>[] = [
  table('msdyn_projectvendorinvoice', {
    columns: [
      text('msdyn_name'),
      text('msdyn_description', 200),
      moment('msdyn_invoicedate'),
      flag('msdyn_enableautomaticconfirmation'),
      flag('msdyn_hasexternalorigin'),
      text('msdyn_vendorinvoicenumber'),
      amount('msdyn_subtotal'),
      amount('msdyn_totaltax'),
      amount('msdyn_totalamount'),
      choice('statecode', { Active: 0, Inactive: 1 }),
      choice('statuscode', { Draft: 1, 'In review': 192350000, Confirmed: 192350001, 'On hold': 192350002, Canceled: 192350003 }),
    ],
    lookups: [
      lookup('msdyn_vendor', 'account'),
      currency,
      owningCompany,
      lookup('msdyn_subcontract', 'msdyn_subcontract'),
      lookup('msdyn_contractingunit', 'msdyn_organizationalunit'),
    ],
    alternateKeys: [
      { name: 'msdyn_vendorinvoicenumber_vendor_company', columns: ['msdyn_vendorinvoicenumber', 'msdyn_vendor', 'msdyn_owningcompany'] },
    ],
  }),
  table('msdyn_projectvendorinvoiceline', {
    columns: [
      text('msdyn_name'),
      text('msdyn_description', 200),
      text('msdyn_externalinvoiceline'),
      amount('msdyn_price'),
      decimal('msdyn_quantity'),
      amount('msdyn_amount'),
      int32('msdyn_duration'),
      moment('msdyn_transactiondate'),
      choice('msdyn_verificationstatus', { 'Not started': 192350000, 'In progress': 192350001, Complete: 192350002 }),
      choice('msdyn_billingtype', billingTypes),
      choice('msdyn_transactionclassification', transactionClasses),
    ],
    lookups: [
      lookup('msdyn_vendorinvoice', 'msdyn_projectvendorinvoice'),
      ...work,
      currency,
      owningCompany,
      lookup('msdyn_subcontract', 'msdyn_subcontract'),
      lookup('msdyn_subcontractline', 'msdyn_subcontractline'),
    ],
    alternateKeys: [{ name: 'msdyn_externalinvoiceline_key', columns: ['msdyn_externalinvoiceline'] }],
  }),
  table('msdyn_subcontract', {
    columns: [
      text('msdyn_name'),
      text('msdyn_subcontractnumber'),
      text('msdyn_purchaseordernumber'),
      day('msdyn_subcontractdate'),
      choice('statecode', { Active: 0, Inactive: 1 }),
      choice('statuscode', { Draft: 1, Confirmed: 192350000, Closed: 192350001, Canceled: 192350002 }),
    ],
    lookups: [
      lookup('msdyn_vendor', 'account'),
      currency,
      lookup('msdyn_contractingunit', 'msdyn_organizationalunit'),
      lookup('msdyn_paymentterms', 'msdyn_paymentterm'),
      owningCompany,
    ],
    alternateKeys: [{ name: 'msdyn_subcontractnumber_company', columns: ['msdyn_subcontractnumber', 'msdyn_owningcompany'] }],
  }),
  table('msdyn_subcontractline', {
    columns: [
      text('msdyn_name'),
      text('msdyn_subcontractlinenumber'),
      choice('msdyn_transactionclassification', transactionClasses),
      int32('msdyn_linetype'),
      choice('msdyn_billingmethod', billingMethods),
      text('msdyn_writeinproduct', 200),
      decimal('msdyn_quantity'),
      amount('msdyn_unitprice'),
      day('msdyn_requestedend'),
    ],
    lookups: [lookup('msdyn_subcontract', 'msdyn_subcontract'), ...work, currency, owningCompany],
    alternateKeys: [{ name: 'msdyn_subcontractlinenumber_company', columns: ['msdyn_subcontractlinenumber', 'msdyn_owningcompany'] }],
  }),
];
