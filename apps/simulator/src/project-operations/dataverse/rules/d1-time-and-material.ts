import { amountOf, splitBy } from '../amounts';
import type { ActualDraft, Booking, Terms } from '../booking/booking';
import { billingMethod, transactionType } from '../values';
import type { Portion } from './d3-billable-quantity';

/** Quantities of the parts that several customers take keep as many digits as a quantity has. */
const quantityDigits = 10;

/**
 * D1. Time, expense or usage on a time and material line is sold: one unbilled sale for each customer of the contract by its split,
 * the last of them takes what rounding leaves over. D2: on a fixed price line, or on a project that nobody pays for, nothing is.
 */
export const unbilledSales = (booking: Booking, terms: Terms, portions: readonly Portion[]): ActualDraft[] => {
  const { line, sales } = terms;
  if (line === undefined || sales === undefined || line.method !== billingMethod.timeAndMaterial) return [];
  return portions.flatMap((portion) => {
    const whole = {
      type: transactionType.unbilledSales,
      transactionClass: booking.transactionClass,
      billingType: portion.billingType,
      price: sales.price,
      currencyId: sales.currencyId,
      companyId: terms.companyId,
      skipSync: false,
    };
    const amount = amountOf(portion.quantity, sales.price, sales.digits);
    if (line.shares.length === 0) return [{ ...whole, quantity: portion.quantity, amount }];
    const percentages = line.shares.map(({ percentage }) => percentage);
    const quantities = splitBy(percentages, portion.quantity, quantityDigits);
    const amounts = splitBy(percentages, amount, sales.digits);
    return line.shares.map((share, index) => ({ ...whole, quantity: quantities[index]!, amount: amounts[index]!, share }));
  });
};
