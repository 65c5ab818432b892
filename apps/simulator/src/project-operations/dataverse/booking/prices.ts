import { addDecimals, compareDecimals, divideDecimals, multiplyDecimals, roundDecimal } from '../../../odata/decimal';
import type { Row } from '../../../odata/model';
import { amountOf } from '../amounts';
import { decimal, lookup, type Office, text } from '../office';
import { pricingMethod } from '../values';
import type { Price } from './booking';

/** Digits of a price that is computed, not entered. */
const priceDigits = 4;

export const digitsOf = (office: Office, currencyId: string): number =>
  Number(text(office.find('transactioncurrency', currencyId), 'currencyprecision') || '2');

export const priceIn = (office: Office, currencyId: string, price: string): Price => ({
  price,
  currencyId,
  digits: digitsOf(office, currencyId),
});

/** By Dataverse's own rates, which say how much of a currency one unit of the base currency is. */
const converted = (office: Office, price: string, from: string, to: string): string => {
  if (from === to) return price;
  const rate = (id: string): string => text(office.find('transactioncurrency', id), 'exchangerate') || '1';
  return roundDecimal(multiplyDecimals(divideDecimals(price, rate(from), 10), rate(to)), priceDigits);
};

/** The more of the dimensions a price names, the better; one that names another value is none. */
const bestFor = (rows: readonly Row[], dimensions: Readonly<Record<string, string | undefined>>): Row | undefined => {
  let best: Row | undefined;
  let bestScore = -1;
  for (const row of rows) {
    let score = 0;
    for (const [attribute, wanted] of Object.entries(dimensions)) {
      const named = lookup(row, attribute);
      if (named === undefined) continue;
      score = named === wanted ? score + 1 : -1_000;
    }
    if (score > bestScore) [best, bestScore] = [row, score];
  }
  return best;
};

/** An hour of a role, by a price list; nought when the list has no price for it. */
export const rolePrice = (
  office: Office,
  listId: string | undefined,
  role: { readonly roleId?: string; readonly unitId?: string; readonly companyId?: string },
  currencyId: string,
): Price => {
  const rows = office
    .where('msdyn_resourcecategorypricelevel', '_msdyn_pricelist_value', listId)
    .filter((row) => lookup(row, 'msdyn_resourcecategory') === role.roleId);
  const row = bestFor(rows, { msdyn_organizationalunit: role.unitId, msdyn_resourcingcompany: role.companyId });
  return priceIn(office, lookup(office.find('pricelevel', listId), 'transactioncurrencyid') ?? currencyId, decimal(row, 'msdyn_price'));
};

/** What an expense sells for: by its category's row in the list; at cost when there is none. */
export const expenseSalesPrice = (
  office: Office,
  listId: string | undefined,
  categoryId: string | undefined,
  cost: Price,
  currencyId: string,
): Price => {
  const row = office
    .where('msdyn_transactioncategorypricelevel', '_msdyn_pricelist_value', listId)
    .find((candidate) => lookup(candidate, 'msdyn_transactioncategory') === categoryId);
  if (row?.['msdyn_pricingmethod'] === pricingMethod.perUnit) return priceIn(office, currencyId, decimal(row, 'msdyn_price'));
  const atCost = converted(office, cost.price, cost.currencyId, currencyId);
  const markup = row?.['msdyn_pricingmethod'] === pricingMethod.markup ? decimal(row, 'msdyn_markuppercent') : '0';
  const added = divideDecimals(multiplyDecimals(atCost, markup), '100', priceDigits);
  return priceIn(office, currencyId, addDecimals(atCost, added));
};

/** A product's price: as entered, else by the list, else the product's own. */
export const productPrice = (
  office: Office,
  listId: string | undefined,
  productId: string | undefined,
  entered: { readonly price: string; readonly currencyId: string } | undefined,
  own: 'price' | 'currentcost',
  currencyId: string,
): Price => {
  if (entered !== undefined) return priceIn(office, currencyId, converted(office, entered.price, entered.currencyId, currencyId));
  const row = office
    .where('productpricelevel', '_pricelevelid_value', listId)
    .find((candidate) => lookup(candidate, 'productid') === productId);
  if (row !== undefined)
    return priceIn(office, lookup(office.find('pricelevel', listId), 'transactioncurrencyid') ?? currencyId, decimal(row, 'amount'));
  const product = office.find('product', productId);
  return priceIn(
    office,
    currencyId,
    converted(office, decimal(product, own), lookup(product, 'transactioncurrencyid') ?? currencyId, currencyId),
  );
};

/** The price that makes this amount of this quantity; the entered one, if it does. */
export const priceOfAmount = (office: Office, currencyId: string, quantity: string, amount: string, entered: string): Price => {
  const digits = digitsOf(office, currencyId);
  if (entered !== '' && compareDecimals(amountOf(quantity, entered, digits), roundDecimal(amount, digits)) === 0)
    return { price: entered, currencyId, digits };
  return { price: compareDecimals(quantity, '0') === 0 ? '0' : divideDecimals(amount, quantity, 10), currencyId, digits };
};
