const decimal = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * Canonical decimal text: no exponent, no trailing zeros, no leading zeros, no negative zero: `12500.0000` becomes `12500`, `1e3` becomes
 * `1000`. By digits alone, never through a float.
 */
export const canonicalDecimal = (text: string): string => {
  const match = decimal.exec(text.trim());
  if (!match) throw new TypeError(`"${text}" is not a decimal number.`);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = point > digits.length ? digits.padEnd(point, '0') : point < 0 ? digits.padStart(digits.length - point, '0') : digits;
  const cut = Math.max(point, 0);
  const integer = padded.slice(0, cut).replace(/^0+(?=\d)/, '') || '0';
  const rest = padded.slice(cut).replace(/0+$/, '');
  const value = rest === '' ? integer : `${integer}.${rest}`;
  return value === '0' ? '0' : `${sign}${value}`;
};
