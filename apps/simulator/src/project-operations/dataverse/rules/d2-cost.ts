import { amountOf } from '../amounts';
import type { ActualDraft, Booking, Terms } from '../booking/booking';
import { billingType, transactionType } from '../values';

/**
 * D2. Every approval costs, whatever the contract: once, whole, at the contracting unit's price. D4: the cost of a resource that another
 * company lends is not sent, because Finance makes it when the intercompany vendor invoice is posted.
 */
export const costActual = (booking: Booking, { cost, companyId, lending }: Terms): ActualDraft => ({
  type: transactionType.cost,
  transactionClass: booking.transactionClass,
  billingType: billingType.notAvailable, // [inferred]: the refusal "Line property Not available doesn't exist" is known for costs
  quantity: booking.quantity,
  price: cost.price,
  amount: amountOf(booking.quantity, cost.price, cost.digits),
  ...(booking.tax === undefined ? {} : { tax: booking.tax }),
  currencyId: cost.currencyId,
  companyId,
  skipSync: lending?.isOtherCompany === true,
});
