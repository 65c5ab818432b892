/** Arithmetic on decimal text (`"12500.5"`), exact: amounts never become floats. */

interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

const numberPattern = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/;

/** Canonical form of a JSON number's text: no exponent, no needless zeros, no `-0`. `undefined` when it is not a number (or absurdly large). */
export const canonicalDecimal = (text: string): string | undefined => {
  const match = numberPattern.exec(text);
  if (match === null) return undefined;
  const exponent = Number(match[4] ?? '0');
  if (Math.abs(exponent) > 100 || text.length > 200) return undefined;
  const fraction = match[3] ?? '';
  let units = BigInt(match[2]! + fraction) * (match[1] === '-' ? -1n : 1n);
  let scale = fraction.length - exponent;
  if (scale < 0) {
    units *= 10n ** BigInt(-scale);
    scale = 0;
  }
  return write({ units, scale });
};

/** Rounded to so many digits after the point, halves away from zero. */
export const roundDecimal = (text: string, scale: number): string => {
  const value = read(text);
  return value.scale <= scale ? text : write(rescale(value, scale));
};

export const compareDecimals = (left: string, right: string): number => {
  if (left.length < 16 && right.length < 16) return Number(left) - Number(right); // 15 digits: exact as floats
  const [a, b] = aligned(read(left), read(right));
  return a < b ? -1 : a > b ? 1 : 0;
};

export const addDecimals = (left: string, right: string): string => {
  const a = read(left);
  const b = read(right);
  const [x, y] = aligned(a, b);
  return write({ units: x + y, scale: Math.max(a.scale, b.scale) });
};

export const negateDecimal = (text: string): string => write({ ...read(text), units: -read(text).units });

export const multiplyDecimals = (left: string, right: string): string => {
  const a = read(left);
  const b = read(right);
  return write({ units: a.units * b.units, scale: a.scale + b.scale });
};

/** Quotient rounded to so many digits. Throws `RangeError` for a zero divisor. */
export const divideDecimals = (left: string, right: string, scale: number): string => {
  const [a, b] = aligned(read(left), read(right));
  if (b === 0n) throw new RangeError('Division by zero.');

  return write({ units: roundedDivision(a * 10n ** BigInt(scale), b), scale });
};

export const moduloDecimals = (left: string, right: string): string => {
  const a = read(left);
  const b = read(right);
  const [x, y] = aligned(a, b);
  if (y === 0n) throw new RangeError('Division by zero.');

  return write({ units: x % y, scale: Math.max(a.scale, b.scale) });
};

const read = (text: string): Scaled => {
  const point = text.indexOf('.');
  return point < 0
    ? { units: BigInt(text), scale: 0 }
    : { units: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
};

const write = ({ units, scale }: Scaled): string => {
  const negative = units < 0n;
  let digits = (negative ? -units : units).toString().padStart(scale + 1, '0');
  if (scale > 0) {
    const whole = digits.slice(0, -scale);
    const fraction = digits.slice(-scale).replace(/0+$/, '');
    digits = fraction === '' ? whole : `${whole}.${fraction}`;
  }
  return negative ? `-${digits}` : digits;
};

const aligned = (a: Scaled, b: Scaled): [bigint, bigint] =>
  a.scale >= b.scale ? [a.units, b.units * 10n ** BigInt(a.scale - b.scale)] : [a.units * 10n ** BigInt(b.scale - a.scale), b.units];

const rescale = (value: Scaled, scale: number): Scaled => ({
  units: roundedDivision(value.units, 10n ** BigInt(value.scale - scale)),
  scale,
});

const roundedDivision = (dividend: bigint, divisor: bigint): bigint => {
  const negative = dividend < 0n !== divisor < 0n;
  const a = dividend < 0n ? -dividend : dividend;
  const b = divisor < 0n ? -divisor : divisor;
  const quotient = (2n * a + b) / (2n * b);
  return negative ? -quotient : quotient;
};
