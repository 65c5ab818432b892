import { Decimal } from 'decimal.js';

/** Sum of amounts, each decimal text or a number as JSON has it; never of floats. */
export const sumOf = (amounts) => amounts.reduce((sum, amount) => sum.plus(amount ?? 0), new Decimal(0));

/** `12,345.60` */
export const shown = (amount) => {
  const [whole, fraction] = new Decimal(amount).toFixed(2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
};

/** `Cost USD 1,234.00, Unbilled Sales USD 2,000.00`, out of the totals that an approval answers. */
export const shownTotals = (totals) =>
  Object.entries(totals)
    .map(([kind, amount]) => `${kind} ${shown(amount)}`)
    .join(', ');
