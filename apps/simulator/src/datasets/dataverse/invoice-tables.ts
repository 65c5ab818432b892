import { billingMethods } from './choices';
import {
  amount,
  choice,
  currency,
  customer,
  day,
  decimal,
  flag,
  guid,
  int32,
  lookup,
  memo,
  moment,
  owningCompany,
  parent,
  table,
  text,
} from './columns';
import { transactionColumns, transactionLookups } from './transaction-columns';

/** Proforma invoices, their lines and line details. Source: domain/40-invoicing.md 2 to 4. */
export const invoiceTables: readonly Record<string, unknown>[] = [
  table('invoice', {
    primaryName: 'name',
    columns: [
      text('invoicenumber'),
      text('name', 300),
      memo('description'),
      choice('msdyn_projectinvoicestatus', {
        Draft: 192350000,
        'In Review': 192350001,
        Confirmed: 192350002,
        'Invoice Paid': 192350003,
        Posted: 192350004, // [inferred]
      }),
      choice('msdyn_ordertype', { 'Item based': 192350000, 'Work based': 192350001, 'Service-Maintenance Based': 690970002 }),
      flag('msdyn_hascorrections'),
      moment('msdyn_invoicedate'),
      moment('msdyn_accountingdate'),
      amount('totalamount'),
      amount('totaltax'),
      amount('totallineitemamount'),
      guid('msdyn_billingaddress'),
      guid('msdyn_deliveryaddress'),
      text('msdyn_billedsalesactualschecksum'),
      int32('msdyn_billedsalescount'), // [inferred]
      choice('statecode', { Active: 0, 'Closed (deprecated)': 1, Paid: 2, Canceled: 3 }),
      {
        name: 'statuscode',
        type: 'Choice',
        options: [
          { value: 1, label: 'New', state: 0 },
          { value: 2, label: 'Partially Shipped', state: 0 },
          { value: 4, label: 'Billed', state: 0 },
          { value: 5, label: 'Booked', state: 0 },
          { value: 6, label: 'Installed', state: 0 },
          { value: 3, label: 'Canceled (deprecated)', state: 1 },
          { value: 7, label: 'Paid in Full (deprecated)', state: 1 },
          { value: 100001, label: 'Complete', state: 2 },
          { value: 100002, label: 'Partial', state: 2 },
          { value: 100003, label: 'Canceled', state: 3 },
        ],
      },
    ],
    lookups: [
      lookup('salesorderid', 'salesorder'),
      customer('customerid'),
      currency,
      lookup('msdyn_paymentterms', 'msdyn_paymentterm'),
      owningCompany,
      lookup('msdyn_projectcontractsplitbillingruleid', 'msdyn_projectcontractsplitbillingrule'),
      lookup('msdyn_correctedinvoice', 'invoice'), // [inferred]
    ],
    alternateKeys: [{ name: 'invoicenumber_company', columns: ['invoicenumber', 'msdyn_owningcompany'] }],
  }),
  table('invoicedetail', {
    primaryName: 'productdescription',
    columns: [
      text('productdescription', 500),
      memo('description'),
      choice('producttypecode', { Product: 1, 'Project-based Service': 5 }),
      choice('msdyn_linetype', { 'Project Service Line': 690970000, 'Field Service Line': 690970001 }),
      choice('msdyn_billingmethod', billingMethods),
      ...['chargeable', 'nonchargeable', 'complimentary', 'contractline'].map((kind) => amount(`msdyn_${kind}amount`)),
      amount('msdyn_invoicedtilldate'),
      decimal('quantity'),
      amount('priceperunit'),
      amount('baseamount'),
      amount('tax'),
      amount('extendedamount'),
    ],
    lookups: [
      parent('invoiceid', 'invoice', 'invoiceid', 'invoice_details'),
      lookup('msdyn_project', 'msdyn_project', 'msdyn_Project'),
      lookup('msdyn_contractline', 'salesorderdetail', 'msdyn_ContractLine'), // [inferred]
      currency,
    ],
  }),
  table('msdyn_invoicelinetransaction', {
    primaryName: 'msdyn_description',
    columns: [...transactionColumns, amount('msdyn_previousamount'), amount('msdyn_invoiceamount'), flag('msdyn_correction')],
    lookups: [
      parent('msdyn_invoice', 'invoice', 'msdyn_Invoice'),
      lookup('msdyn_invoicelineid', 'invoicedetail', 'msdyn_InvoiceLineId'),
      lookup('msdyn_originalinvoicelinedetail', 'msdyn_invoicelinetransaction', 'msdyn_OriginalInvoiceLineDetail'),
      lookup('msdyn_milestone', 'msdyn_contractlinescheduleofvalue'), // [inferred]
      ...transactionLookups,
    ],
  }),
  table('msdyn_customerinvoice', {
    primaryName: 'msdyn_customerinvoicenumber',
    columns: [
      text('msdyn_customerinvoicenumber'),
      day('msdyn_customerinvoicedate'),
      amount('msdyn_taxamount'),
      int32('msdyn_projectinvoicestatus'),
    ],
    lookups: [lookup('msdyn_invoice', 'invoice'), owningCompany],
    alternateKeys: [{ name: 'msdyn_customerinvoicenumber_company', columns: ['msdyn_customerinvoicenumber', 'msdyn_owningcompany'] }],
  }),
];
