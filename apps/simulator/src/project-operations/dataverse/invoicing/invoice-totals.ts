import type { Row } from '../../../odata/model';
import { sumOf } from '../amounts';
import { decimal, lookup, type Office, text } from '../office';
import { billingType } from '../values';

export const detailsOf = (office: Office, invoiceId: string): Row[] =>
  [...office.where('msdyn_invoicelinetransaction', '_msdyn_invoice_value', invoiceId)].sort((a, b) =>
    text(a, 'msdyn_documentdate') + text(a, 'createdon') < text(b, 'msdyn_documentdate') + text(b, 'createdon') ? -1 : 1,
  );

/** Sums of lines and header: the chargeable line details make up the amount. */
export const recalculateInvoice = (office: Office, invoiceId: string): Row => {
  const details = detailsOf(office, invoiceId);
  const sum = (rows: readonly Row[], column: string): string => sumOf(rows.map((row) => decimal(row, column)));
  for (const line of office.where('invoicedetail', '_invoiceid_value', invoiceId)) {
    const own = details.filter((detail) => lookup(detail, 'msdyn_invoicelineid') === line['invoicedetailid']);
    const billed = (type: number): Row[] => own.filter((detail) => detail['msdyn_billingtype'] === type);
    const amount = sum(billed(billingType.chargeable), 'msdyn_invoiceamount');
    const tax = sum(billed(billingType.chargeable), 'msdyn_tax');
    office.update('invoicedetail', line['invoicedetailid'], {
      msdyn_chargeableamount: amount,
      msdyn_nonchargeableamount: sum(billed(billingType.nonChargeable), 'msdyn_invoiceamount'),
      msdyn_complimentaryamount: sum(billed(billingType.complimentary), 'msdyn_invoiceamount'),
      quantity: '1',
      priceperunit: amount,
      baseamount: amount,
      tax,
      extendedamount: sumOf([amount, tax]),
    });
  }
  const chargeable = details.filter((detail) => detail['msdyn_billingtype'] === billingType.chargeable);
  const net = sum(chargeable, 'msdyn_invoiceamount');
  const tax = sum(chargeable, 'msdyn_tax');
  return office.update('invoice', invoiceId, { totallineitemamount: net, totaltax: tax, totalamount: sumOf([net, tax]) });
};
