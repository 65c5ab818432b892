import { createHash } from 'node:crypto';
import { compareDecimals } from '../../../odata/decimal';
import type { Row } from '../../../odata/model';
import { RuleRefusal } from '../../../odata/rules';
import { difference } from '../amounts';
import { connect, recordOrigins } from '../booking/connections';
import { actualOfLine } from '../booking/journal-actuals';
import { reverseActuals } from '../booking/record-actuals';
import { decimal, lookup, type Office, text } from '../office';
import { billingStatus, billingType, invoiceStatus, milestoneStatus, transactionClass, transactionType, billingMethod } from '../values';
import { asActual, billedColumns, billSale, documentOf, idOf, sellAgain } from './billing';
import { confirmCorrection } from './confirm-correction';
import { detailsOf, recalculateInvoice } from './invoice-totals';

/** D12 (and D14 for corrections). The actuals of a confirmed invoice; the header is final. */
export const confirmInvoice = (office: Office, invoice: Row): Row[] => {
  const invoiceId = text(invoice, 'invoiceid');
  const status = Number(invoice['msdyn_projectinvoicestatus'] ?? invoiceStatus.draft);
  if (status >= invoiceStatus.confirmed) throw new RuleRefusal('The invoice is confirmed already.');
  const details = detailsOf(office, invoiceId);
  if (details.length === 0) throw new RuleRefusal('An invoice without lines cannot be confirmed.');
  recalculateInvoice(office, invoiceId);
  const corrections = details.filter((detail) => detail['msdyn_correction'] === true);
  const made = [
    ...details.filter((detail) => detail['msdyn_correction'] !== true).flatMap((detail) => confirmDetail(office, invoice, detail)),
    ...(corrections.length === 0 ? [] : confirmCorrection(office, invoice, corrections)),
  ];
  const billed = made.filter((row) => row['msdyn_transactiontypecode'] === transactionType.billedSales);
  office.update('invoice', invoiceId, {
    msdyn_projectinvoicestatus: invoiceStatus.confirmed,
    msdyn_billedsalescount: billed.length,
    msdyn_billedsalesactualschecksum: checksum(billed),
  });
  return made;
};

/** What Finance compares with the billed sales that it got. [inferred] domain/40-invoicing.md, "Checksum on the header" */
const checksum = (billed: readonly Row[]): string =>
  createHash('sha256')
    .update(
      billed
        .filter((row) => row['msdyn_billingtype'] === billingType.chargeable)
        .map(idOf)
        .sort()
        .join(','),
    )
    .digest('hex');

const confirmDetail = (office: Office, invoice: Row, detail: Row): Row[] => {
  if (detail['msdyn_transactionclassification'] === transactionClass.milestone) return confirmMilestone(office, invoice, detail);
  const unbilled = saleOfDetail(office, detail);
  if (unbilled === undefined) return confirmAddedDetail(office, invoice, detail);
  if (isUnchanged(detail, unbilled)) {
    office.update('msdyn_actual', idOf(unbilled), { msdyn_billingstatus: billingStatus.posted });
    return billSale(office, invoice, detail, unbilled);
  }
  return confirmChangedDetail(office, invoice, detail, unbilled);
};

/** The unbilled sale that a line detail was made from. */
export const saleOfDetail = (office: Office, detail: Row): Row | undefined => {
  const connection = office
    .where('msdyn_transactionconnection', 'msdyn_transaction1', text(detail, 'msdyn_invoicelinetransactionid'))
    .find((row) => row['msdyn_transaction2role'] === 'Unbilled Sales');
  return office.find('msdyn_actual', connection?.['msdyn_transaction2']);
};

const isUnchanged = (detail: Row, unbilled: Row): boolean =>
  compareDecimals(decimal(detail, 'msdyn_quantity'), decimal(unbilled, 'msdyn_quantity')) === 0 &&
  compareDecimals(decimal(detail, 'msdyn_price'), decimal(unbilled, 'msdyn_price')) === 0 &&
  detail['msdyn_billingtype'] === unbilled['msdyn_billingtype'];

/** Another quantity, price or billing type than the sale had: the original is reversed for Finance too, and sold again as invoiced. */
const confirmChangedDetail = (office: Office, invoice: Row, detail: Row, original: Row): Row[] => {
  const made = reverseActuals(office, [original]);
  connect(office, asActual(made[0]!, 'Reversing'), asActual(original, 'Original'));
  const quantity = decimal(detail, 'msdyn_quantity');
  const rest = difference(decimal(original, 'msdyn_quantity'), quantity);
  const parts = [{ quantity, billing: Number(detail['msdyn_billingtype']) }];
  if (compareDecimals(rest, '0') > 0) parts.push({ quantity: rest, billing: billingType.nonChargeable });
  for (const part of parts) {
    if (compareDecimals(part.quantity, '0') === 0) continue;
    const sale = sellAgain(office, original, part.quantity, decimal(detail, 'msdyn_price'), part.billing, billingStatus.posted);
    const isFirst = part === parts[0];
    made.push(sale, ...billSale(office, invoice, isFirst ? detail : { ...detail, msdyn_tax: null }, sale));
  }
  return made;
};

/** A line that somebody added on the draft: on time and material it is sold first, on a fixed price only billed. */
const confirmAddedDetail = (office: Office, invoice: Row, detail: Row): Row[] => {
  const line = office.find('salesorderdetail', lookup(detail, 'msdyn_salescontractlineid'));
  if (line?.['msdyn_billingmethod'] === billingMethod.fixedPrice) return [billDirectly(office, invoice, detail)];
  const sale = office.create('msdyn_actual', {
    ...actualOfLine(office, { ...detail, msdyn_transactiontypecode: transactionType.unbilledSales }),
    msdyn_transactiontypecode: transactionType.unbilledSales,
    msdyn_billingstatus: billingStatus.posted,
  });
  return [sale, ...billSale(office, invoice, detail, sale)];
};

const confirmMilestone = (office: Office, invoice: Row, detail: Row): Row[] => {
  const milestoneId = lookup(detail, 'msdyn_milestone');
  if (milestoneId !== undefined)
    office.update('msdyn_contractlinescheduleofvalue', milestoneId, { msdyn_invoicestatus: milestoneStatus.posted });
  return [billDirectly(office, invoice, detail)];
};

/** A billed sale with nothing unbilled before it. */
const billDirectly = (office: Office, invoice: Row, detail: Row): Row => {
  const billed = office.create('msdyn_actual', { ...actualOfLine(office, detail), ...billedColumns(invoice) });
  recordOrigins(office, documentOf(detail), { table: 'msdyn_actual', id: idOf(billed) });
  return billed;
};
