import { amount, choice, currency, day, decimal, lookup, table, text } from './columns';

const priceList = lookup('msdyn_pricelist', 'pricelevel');
const dimensions = [
  lookup('msdyn_organizationalunit', 'msdyn_organizationalunit'),
  lookup('msdyn_resourcingcompany', 'cdm_company'),
  lookup('msdyn_unit', 'uom'),
];

/** Price lists for cost and sales. Source: domain/70-finance-accounting.md 8, 11.1; column names after the public tables [inferred]. */
export const priceTables: readonly Record<string, unknown>[] = [
  table('pricelevel', {
    primaryName: 'name',
    columns: [
      text('name'),
      choice('msdyn_context', { Cost: 192350000, Purchase: 192350001, Sales: 192350002 }),
      day('begindate'),
      day('enddate'),
    ],
    lookups: [currency],
  }),
  // Hours, by role; a transfer price names the resourcing company or unit.
  table('msdyn_resourcecategorypricelevel', {
    columns: [text('msdyn_name'), amount('msdyn_price')],
    lookups: [priceList, lookup('msdyn_resourcecategory', 'bookableresourcecategory'), ...dimensions, currency],
  }),
  // Expenses, by category: a price, what they cost, or that with a markup.
  table('msdyn_transactioncategorypricelevel', {
    columns: [
      text('msdyn_name'),
      choice('msdyn_pricingmethod', { 'Price per unit': 192350000, 'At cost': 192350001, 'Markup over cost': 192350002 }),
      decimal('msdyn_markuppercent', 10),
      amount('msdyn_price'),
    ],
    lookups: [priceList, lookup('msdyn_transactioncategory', 'msdyn_transactioncategory'), lookup('msdyn_unit', 'uom'), currency],
  }),
  table('productpricelevel', {
    primaryName: 'msdyn_name',
    columns: [text('msdyn_name'), amount('amount')],
    lookups: [lookup('pricelevelid', 'pricelevel'), lookup('productid', 'product'), lookup('uomid', 'uom'), currency],
  }),
];
