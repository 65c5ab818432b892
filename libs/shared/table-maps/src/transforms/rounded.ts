import { canonicalDecimal, isDecimalText } from '../canonical-decimal';
import { converted, invalid, type Convert, type GivesBoth } from './transform';

/**
 * Money in Dataverse holds 4 decimals, decimal columns up to 10; Finance holds more. Rounded half away from zero on the way into Dataverse,
 * taken as it is on the way back.
 *
 * @param options.empty what stands for "no value" in Finance, where a decimal is never empty
 */
export const rounded = (decimals: number, options: { readonly empty?: string } = {}): GivesBoth<string, string> => ({
  description: `rounded to ${String(decimals)} decimals${options.empty === undefined ? '' : `; empty = ${options.empty}`}`,
  toDataverse: decimal(decimals),
  toFinance: (value, context) => decimal()(value ?? options.empty ?? null, context),
});

const decimal =
  (scale?: number): Convert =>
  (value, context) => {
    if (value === null) return converted(null);
    return isDecimalText(value) ? converted(canonicalDecimal(String(value), scale)) : invalid(value, 'a decimal', context);
  };
