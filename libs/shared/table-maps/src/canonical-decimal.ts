import type { Scalar } from '@concord/contracts';

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?$/;

export const isDecimalText = (value: Scalar): boolean =>
  (typeof value === 'string' || typeof value === 'number') && /\d/.test(String(value)) && pattern.test(String(value).trim());

/**
 * The one spelling of a decimal: no sign on zero, no leading or trailing zeros, no exponent. With `scale`, rounded half away from zero, as
 * both systems round money; on digits, because a float would change them.
 */
export const canonicalDecimal = (text: string, scale?: number): string => {
  const parts = pattern.exec(text.trim());
  if (!parts) throw new RangeError(`"${text}" is not decimal text`);
  const [, sign, whole = '', fraction = ''] = parts;
  const kept = scale === undefined ? fraction : fraction.slice(0, scale).padEnd(scale, '0');
  const roundsUp = scale !== undefined && (fraction[scale] ?? '0') >= '5';
  const digits = (BigInt(`${whole}${kept}` || '0') + (roundsUp ? 1n : 0n)).toString().padStart(kept.length + 1, '0');
  const integer = digits.slice(0, digits.length - kept.length);
  const rest = digits.slice(digits.length - kept.length).replace(/0+$/, '');
  const magnitude = rest === '' ? integer : `${integer}.${rest}`;
  return sign === '-' && magnitude !== '0' ? `-${magnitude}` : magnitude;
};
