import { addDecimals, compareDecimals, divideDecimals, multiplyDecimals, negateDecimal, roundDecimal } from '../../odata/decimal';

export const isZero = (amount: string): boolean => compareDecimals(amount, '0') === 0;
export const isNegative = (amount: string): boolean => compareDecimals(amount, '0') < 0;
export const sumOf = (amounts: Iterable<string>): string => {
  let sum = '0';
  for (const amount of amounts) sum = addDecimals(sum, amount);
  return sum;
};
export const minus = (left: string, right: string): string => addDecimals(left, negateDecimal(right));

/** `amount * percent / 100`, rounded. */
export const percentOf = (amount: string, percent: string, scale: number): string =>
  roundDecimal(divideDecimals(multiplyDecimals(amount, percent), '100', scale + 6), scale);

export const converted = (amount: string, factor: string, scale: number): string => roundDecimal(multiplyDecimals(amount, factor), scale);

export {
  addDecimals as plus,
  compareDecimals,
  divideDecimals,
  multiplyDecimals as times,
  negateDecimal as negated,
  roundDecimal as rounded,
};
