import { compareDecimals } from '../../../odata/decimal';
import type { Row } from '../../../odata/model';
import { type BusinessRule, RuleRefusal } from '../../../odata/rules';
import { amountOf, difference, sumOf } from '../amounts';
import { digitsOf } from '../booking/prices';
import { recalculateInvoice } from '../invoicing/invoice-totals';
import { decimal, lookup, type Office } from '../office';

/** G5. What may be edited of a line detail on a draft: never its class, and on a correction not its billing type. Amounts follow. */
export const lineDetailsAreEdited = (office: Office): BusinessRule[] => [
  {
    table: 'msdyn_invoicelinetransactions',
    on: ['update'],
    stage: 'before',
    run: ({ before, after, sent, isSystem }) => {
      if (before === undefined || after === undefined) return;
      if (isSystem !== true && before['msdyn_transactionclassification'] !== after['msdyn_transactionclassification'])
        throw new RuleRefusal('The transaction class of an invoice line detail cannot be changed.');
      if (before['msdyn_correction'] === true && before['msdyn_billingtype'] !== after['msdyn_billingtype'])
        throw new RuleRefusal('The billing type of a correction cannot be changed.');
      if (['msdyn_quantity', 'msdyn_price', 'msdyn_tax'].some((column) => sent.has(column))) Object.assign(after, amountsOf(office, after));
    },
  },
  {
    table: 'msdyn_invoicelinetransactions',
    on: ['create', 'update', 'delete'],
    stage: 'after',
    run: ({ before, after, isSystem }) => {
      const invoiceId = lookup(after ?? before, 'msdyn_invoice');
      if (isSystem !== true && invoiceId !== undefined) recalculateInvoice(office, invoiceId); // actions do so once, at their end
    },
  },
];

export const amountsOf = (office: Office, detail: Row): Row => {
  const amount = amountOf(
    decimal(detail, 'msdyn_quantity'),
    decimal(detail, 'msdyn_price'),
    digitsOf(office, lookup(detail, 'transactioncurrencyid') ?? ''),
  );
  return {
    msdyn_amount: amount,
    msdyn_extendedamount: sumOf([amount, decimal(detail, 'msdyn_tax')]),
    msdyn_invoiceamount: detail['msdyn_correction'] === true ? difference(amount, decimal(detail, 'msdyn_previousamount')) : amount,
  };
};

/** Whether a correction's line detail says anything else than what was billed. */
export const isChanged = (detail: Row, billed: Row): boolean =>
  compareDecimals(decimal(detail, 'msdyn_quantity'), decimal(billed, 'msdyn_quantity')) !== 0 ||
  compareDecimals(decimal(detail, 'msdyn_price'), decimal(billed, 'msdyn_price')) !== 0;
