import { negateDecimal } from '../../../odata/decimal';
import type { Row } from '../../../odata/model';
import { RuleRefusal } from '../../../odata/rules';
import { connect } from '../booking/connections';
import { copiedTransaction } from '../booking/copy-transaction';
import { decimal, lookup, type Office, text } from '../office';
import { invoiceStatus, transactionType } from '../values';
import { createLines, invoiceHeader } from './create-invoices';
import { recalculateInvoice } from './invoice-totals';

/** D13. A draft that corrects a confirmed invoice: quantities start at nought, which credits everything. */
export const reviseInvoice = (office: Office, original: Row): Row => {
  if (Number(original['msdyn_projectinvoicestatus'] ?? 0) < invoiceStatus.confirmed)
    throw new RuleRefusal('Only a confirmed invoice is revised; a draft is simply edited.');
  const originalId = text(original, 'invoiceid');
  const contract = office.get('salesorder', lookup(original, 'salesorderid'));
  const billed = office
    .where('msdyn_actual', '_msdyn_invoice_value', originalId)
    .filter((row) => row['msdyn_transactiontypecode'] === transactionType.billedSales && (row['msdyn_adjustmentstatus'] ?? null) === null);
  if (billed.length === 0) throw new RuleRefusal('Everything on the invoice was credited already.');
  const invoice = office.create('invoice', {
    ...invoiceHeader(office, contract, lookup(original, 'msdyn_projectcontractsplitbillingruleid') ?? ''),
    msdyn_hascorrections: true,
    _msdyn_correctedinvoice_value: originalId,
  });
  const invoiceId = text(invoice, 'invoiceid');
  const lines = createLines(office, contract, invoiceId);
  for (const actual of billed) addCorrection(office, invoiceId, lines, actual);
  return recalculateInvoice(office, invoiceId);
};

const addCorrection = (office: Office, invoiceId: string, lines: ReadonlyMap<string, string>, billed: Row): void => {
  const billedDetail = detailThatBilled(office, billed);
  const detail = office.create('msdyn_invoicelinetransaction', {
    ...copiedTransaction(billed),
    msdyn_quantity: '0',
    msdyn_amount: '0',
    msdyn_tax: null,
    msdyn_extendedamount: '0',
    msdyn_previousamount: decimal(billed, 'msdyn_amount'),
    msdyn_invoiceamount: negateDecimal(decimal(billed, 'msdyn_amount')),
    msdyn_correction: true,
    _msdyn_originalinvoicelinedetail_value: billedDetail?.['msdyn_invoicelinetransactionid'] ?? null,
    _msdyn_milestone_value: lookup(billedDetail, 'msdyn_milestone') ?? null,
    _msdyn_invoice_value: invoiceId,
    _msdyn_invoicelineid_value: lines.get(lookup(billed, 'msdyn_salescontractlineid') ?? '') ?? null,
  });
  connect(
    office,
    { table: 'msdyn_invoicelinetransaction', id: text(detail, 'msdyn_invoicelinetransactionid'), role: 'Replacing' },
    { table: 'msdyn_actual', id: text(billed, 'msdyn_actualid'), role: 'Original' },
  );
};

const detailThatBilled = (office: Office, billed: Row): Row | undefined => {
  const origin = office
    .where('msdyn_transactionorigin', 'msdyn_transaction', text(billed, 'msdyn_actualid'))
    .find((row) => row['msdyn_origintype'] === 'msdyn_invoicelinetransaction');
  return office.find('msdyn_invoicelinetransaction', origin?.['msdyn_origin']);
};
