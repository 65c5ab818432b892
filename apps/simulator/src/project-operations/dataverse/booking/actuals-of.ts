import { costActual } from '../rules/d2-cost';
import { unbilledSales } from '../rules/d1-time-and-material';
import { billablePortions } from '../rules/d3-billable-quantity';
import { lendingActuals } from '../rules/d4-intercompany';
import type { ActualDraft, Booking, Terms } from './booking';

/** The actuals that an approval makes of a booking, cost first. `billable`: the quantity the approver lets bill, if another. */
export const actualsOf = (booking: Booking, terms: Terms, billable?: string): ActualDraft[] => [
  costActual(booking, terms),
  ...unbilledSales(booking, terms, billablePortions(booking.quantity, terms.billingType, billable)),
  ...lendingActuals(booking, terms),
];
