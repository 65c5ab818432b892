import type { Row } from '../../../odata/model';
import { amountOf, sumOf } from '../amounts';
import { connect, originsOf, recordOrigins } from '../booking/connections';
import { copiedTransaction } from '../booking/copy-transaction';
import { digitsOf } from '../booking/prices';
import { decimal, lookup, type Office, text, type Values } from '../office';
import { reversalOf } from '../rules/d6-reversal';
import { billingStatus, transactionType } from '../values';

export const idOf = (actual: Row): string => text(actual, 'msdyn_actualid');
export const asActual = (actual: Row, role: string) => ({ table: 'msdyn_actual', id: idOf(actual), role });

/** A reversal that Finance never gets, because it only changes the status of the original there, and the billed sale. */
export const billSale = (office: Office, invoice: Row, detail: Row, unbilled: Row): Row[] => {
  const reversal = office.create('msdyn_actual', reversalOf(unbilled, true));
  const billed = office.create('msdyn_actual', billedSale(invoice, detail, unbilled));
  connect(office, asActual(reversal, 'Reversing'), asActual(unbilled, 'Original'));
  connect(office, asActual(billed, 'Billed Sales'), asActual(unbilled, 'Unbilled Sales'));
  const origins = originsOf(office, idOf(unbilled));
  recordOrigins(office, origins, { table: 'msdyn_actual', id: idOf(reversal) });
  recordOrigins(office, [...documentOf(detail), ...origins], { table: 'msdyn_actual', id: idOf(billed) });
  return [reversal, billed];
};

export const documentOf = (detail: Row) => [
  { table: 'invoice', id: lookup(detail, 'msdyn_invoice') ?? '' },
  { table: 'invoicedetail', id: lookup(detail, 'msdyn_invoicelineid') ?? '' },
  { table: 'msdyn_invoicelinetransaction', id: text(detail, 'msdyn_invoicelinetransactionid') },
];

/** The billed sale of an unbilled one: the same quantities and dates, the texts and the tax of the line detail. */
const billedSale = (invoice: Row, detail: Row, unbilled: Row): Values => {
  const tax = text(detail, 'msdyn_tax');
  return {
    ...copiedTransaction(unbilled),
    ...ownOfSale(unbilled),
    ...textsOf(detail),
    msdyn_transactiontypecode: transactionType.billedSales,
    ...(tax === ''
      ? {}
      : { msdyn_tax: tax, msdyn_accountingtaxamount: tax, msdyn_extendedamount: sumOf([decimal(unbilled, 'msdyn_amount'), tax]) }),
    ...billedColumns(invoice),
  };
};

const ownOfSale = (actual: Row): Values => ({
  msdyn_valueofsalescontractline: text(actual, 'msdyn_valueofsalescontractline') || null,
  msdyn_nameofbookableresource: text(actual, 'msdyn_nameofbookableresource') || null,
  msdyn_isjournalized: false,
  msdyn_skipsync: false,
});

const textsOf = (detail: Row): Values => ({
  msdyn_description: text(detail, 'msdyn_description') || null,
  msdyn_externaldescription: text(detail, 'msdyn_externaldescription') || null,
});

/** The accounting date on the header, where there is one, is that of its billed sales. */
export const billedColumns = (invoice: Row): Values => ({
  msdyn_billingstatus: billingStatus.posted,
  _msdyn_invoice_value: text(invoice, 'invoiceid'),
  ...(text(invoice, 'msdyn_accountingdate') === '' ? {} : { msdyn_accountingdate: text(invoice, 'msdyn_accountingdate') }),
});

/** An unbilled sale like another one, for this quantity. */
export const sellAgain = (office: Office, like: Row, quantity: string, price: string, billing: number, status: number): Row => {
  const amount = amountOf(quantity, price, digitsOf(office, lookup(like, 'transactioncurrencyid') ?? ''));
  const sale = office.create('msdyn_actual', {
    ...copiedTransaction(like),
    ...ownOfSale(like),
    msdyn_transactiontypecode: transactionType.unbilledSales,
    msdyn_billingtype: billing,
    msdyn_billingstatus: status,
    msdyn_quantity: quantity,
    msdyn_price: price,
    msdyn_amount: amount,
    msdyn_tax: null,
    msdyn_extendedamount: amount,
  });
  const origins = originsOf(office, idOf(like)).filter(({ table }) => !documentTables.has(table));
  recordOrigins(office, origins, { table: 'msdyn_actual', id: idOf(sale) });
  return sale;
};

const documentTables: ReadonlySet<string> = new Set(['invoice', 'invoicedetail', 'msdyn_invoicelinetransaction']);
