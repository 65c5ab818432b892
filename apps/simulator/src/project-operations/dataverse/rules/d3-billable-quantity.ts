import { compareDecimals } from '../../../odata/decimal';
import { difference } from '../amounts';
import { billingType } from '../values';

/** A part of what was booked, and how it is billed. */
export interface Portion {
  readonly quantity: string;
  readonly billingType: number;
}

/**
 * D3. Whoever approves may bill less or more than was submitted: less gives a chargeable part and a non-chargeable rest, more one part of
 * the higher quantity. The cost stays what was submitted.
 */
export const billablePortions = (submitted: string, type: number, billable: string | undefined): Portion[] => {
  if (billable === undefined || type !== billingType.chargeable || compareDecimals(billable, submitted) === 0)
    return [{ quantity: billable ?? submitted, billingType: type }];
  if (compareDecimals(billable, '0') <= 0) return [{ quantity: submitted, billingType: billingType.nonChargeable }];
  if (compareDecimals(billable, submitted) > 0) return [{ quantity: billable, billingType: type }];
  return [
    { quantity: billable, billingType: type },
    { quantity: difference(submitted, billable), billingType: billingType.nonChargeable },
  ];
};
