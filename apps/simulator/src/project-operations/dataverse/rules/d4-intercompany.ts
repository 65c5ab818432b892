import { amountOf } from '../amounts';
import type { ActualDraft, Booking, Price, Terms } from '../booking/booking';
import { billingType, transactionType } from '../values';
import { staysInDataverse } from './d5-other-unit';

/**
 * D4. A resource of another company: its cost in the lending unit and what that unit gets for it, both in the lending company's staging
 * table. Of another unit of the same company both are made as well (D5).
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
    skipSync: staysInDataverse(lending),
  });
  return [draft(transactionType.resourcingUnitCost, lending.cost), draft(transactionType.interOrganizationalSales, lending.transfer)];
};
