import { addDecimals, divideDecimals, multiplyDecimals, negateDecimal, roundDecimal } from '../../odata/decimal';

/** Amounts are decimal text, never floats. Source: domain/70-finance-accounting.md 11.5. */

/** Quantity times price, rounded to the currency's digits. */
export const amountOf = (quantity: string, price: string, digits: number): string =>
  roundDecimal(multiplyDecimals(quantity, price), digits);

export const sumOf = (amounts: readonly string[]): string => amounts.reduce(addDecimals, '0');

export const difference = (left: string, right: string): string => addDecimals(left, negateDecimal(right));

/** Minutes as hours, to the ten digits that a quantity keeps. */
export const hoursOf = (minutes: number): string => divideDecimals(String(minutes), '60', 10);

/** Parts by percentages that sum to 100: each rounded, the last takes the rest, so that the parts always make up the whole. */
export const splitBy = (percentages: readonly string[], whole: string, digits: number): string[] => {
  const parts = percentages
    .slice(0, -1)
    .map((percentage) => roundDecimal(divideDecimals(multiplyDecimals(whole, percentage), '100', digits + 2), digits));
  return [...parts, difference(whole, sumOf(parts))];
};

/** Sums by a label, as answers of actions show them. */
export const totalsBy = <Item>(
  items: readonly Item[],
  label: (item: Item) => string,
  amount: (item: Item) => string,
): Record<string, string> => {
  const totals: Record<string, string> = {};
  for (const item of items) totals[label(item)] = addDecimals(totals[label(item)] ?? '0', amount(item));
  return totals;
};
