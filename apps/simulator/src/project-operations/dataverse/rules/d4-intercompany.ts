import { amountOf } from '../amounts';
import type { ActualDraft, Booking, Price, Terms } from '../booking/booking';
import { billingType, transactionType } from '../values';

/**
 * D4. A resource of another company: its cost in the lending unit and what that unit gets for it, both in the lending company's staging
 * table. D5: the unit is another but the company the same: both actuals exist and are not sent.
 */
export const lendingActuals = (booking: Booking, { lending }: Terms): ActualDraft[] => {
  if (lending === undefined) return [];
  const draft = (type: number, { price, currencyId, digits }: Price): ActualDraft => ({
    type,
    transactionClass: booking.transactionClass,
    billingType: billingType.notAvailable, // [inferred], as on costs
    quantity: booking.quantity,
    price,
    amount: amountOf(booking.quantity, price, digits),
    currencyId,
    companyId: lending.companyId,
    skipSync: !lending.isOtherCompany,
  });
  return [draft(transactionType.resourcingUnitCost, lending.cost), draft(transactionType.interOrganizationalSales, lending.transfer)];
};
