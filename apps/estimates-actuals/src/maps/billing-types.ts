import { unmapped, valueMap } from '@concord/table-maps';

/** Billing types of estimates and actuals. Finance spells out that there is none; nothing comes back. */
export const billingTypes = valueMap(
  { NonChargeable: 192350000, Chargeable: 192350001, Complimentary: 192350002, NotAvailable: 192350003, NotSpecified: unmapped },
  { empty: 'NotSpecified' },
);
