import { companyId, guid, ids } from './demo-ids';
import type { SeededTable } from './demo-setup';

export const table = (name: string, rows: readonly Record<string, unknown>[]): SeededTable => ({ system: 'dataverse', table: name, rows });

/** The base currency, which every environment has, the one other currency that Contoso keeps books in, and one that a customer pays in. */
export const usd = '6d1a90f2-3c55-4b7a-9a10-0d2f5c000001';
export const eur = guid(ids.currency, 1);
export const chf = guid(ids.currency, 2);

const lists = { usCosts: 1, deCosts: 2, usSales: 3, deSales: 4, ussiCosts: 5, chSales: 6 } as const;
export const list = (name: keyof typeof lists): string => guid(ids.priceList, lists[name]);
const units = { group: 1, us: 2, ussi: 3, de: 4 } as const;
export const unit = (name: keyof typeof units): string => guid(ids.organizationalUnit, units[name]);

const roles = { Consultant: 1, Developer: 2, 'Project manager': 3, Architect: 4 } as const;
type Role = keyof typeof roles;

/** Cost of an hour by where it is worked, and what it sells for. The third price is what usmf pays when demf lends the resource. */
const prices: readonly (readonly [Role, Readonly<Partial<Record<keyof typeof lists, string>>>, string])[] = [
  ['Consultant', { usCosts: '72', ussiCosts: '68', deCosts: '61.5', usSales: '150', deSales: '132', chSales: '140' }, '84'],
  ['Developer', { usCosts: '80', ussiCosts: '74', deCosts: '66', usSales: '165', deSales: '145', chSales: '155' }, '92'],
  ['Project manager', { usCosts: '95', ussiCosts: '90', deCosts: '82', usSales: '190', deSales: '170', chSales: '180' }, '112'],
  ['Architect', { usCosts: '110', ussiCosts: '104', deCosts: '97.25', usSales: '225', deSales: '205', chSales: '220' }, '131.5'],
];

const priceRow = (role: Role, priceList: string, price: string): Record<string, unknown> => ({
  msdyn_name: role,
  msdyn_price: price,
  _msdyn_pricelist_value: priceList,
  _msdyn_resourcecategory_value: guid(ids.role, roles[role]),
});

const people: readonly (readonly [string, Role, keyof typeof units, number])[] = [
  ['Bob Kelly', 'Consultant', 'us', 0],
  ['Prakash Kovvuru', 'Developer', 'us', 0],
  ['Julia Funderburk', 'Project manager', 'us', 0],
  ['Ted Howard', 'Consultant', 'ussi', 1],
  ['Ewa Lang', 'Architect', 'de', 2],
  ['Jens Brandt', 'Developer', 'de', 2],
];

/** Contoso's units with their prices, and who works there. */
export const peopleRows: readonly SeededTable[] = [
  table('transactioncurrencies', [
    {
      transactioncurrencyid: eur,
      isocurrencycode: 'EUR',
      currencyname: 'Euro',
      currencysymbol: '€',
      currencyprecision: 2,
      exchangerate: '0.9238',
    },
    {
      transactioncurrencyid: chf,
      isocurrencycode: 'CHF',
      currencyname: 'Swiss Franc',
      currencysymbol: 'CHF',
      currencyprecision: 2,
      exchangerate: '0.8857',
    },
  ]),
  table('uomschedules', [{ uomscheduleid: guid(ids.unitGroup, 1), name: 'Time' }]),
  table('uoms', [{ uomid: guid(ids.measure, 1), name: 'Hour', msdyn_symbol: 'hr', _uomscheduleid_value: guid(ids.unitGroup, 1) }]),
  table('msdyn_projectparameters', [{ msdyn_name: 'Parameters', _msdyn_defaultunit_value: guid(ids.measure, 1) }]),
  table('pricelevels', [
    ...(['usCosts', 'ussiCosts', 'deCosts'] as const).map((name) => ({
      pricelevelid: list(name),
      name: `Costs ${name.slice(0, -5).toUpperCase()}`,
      msdyn_context: 192350000,
      _transactioncurrencyid_value: name === 'deCosts' ? eur : usd,
    })),
    ...(['usSales', 'deSales', 'chSales'] as const).map((name) => ({
      pricelevelid: list(name),
      name: `Sales ${name.slice(0, 2).toUpperCase()}`,
      msdyn_context: 192350002,
      _transactioncurrencyid_value: { usSales: usd, deSales: eur, chSales: chf }[name],
    })),
  ]),
  table(
    'msdyn_resourcecategorypricelevels',
    prices.flatMap(([role, byList, transfer]) => [
      ...Object.entries(byList).map(([name, price]) => priceRow(role, list(name as keyof typeof lists), price)),
      { ...priceRow(role, list('usCosts'), transfer), _msdyn_resourcingcompany_value: companyId(2) },
    ]),
  ),
  table('msdyn_organizationalunits', [
    { msdyn_organizationalunitid: unit('group'), msdyn_name: 'Contoso Consulting' },
    ...(
      [
        ['us', 'Contoso US', 0, usd, 'usCosts'],
        ['ussi', 'Contoso Services', 1, usd, 'ussiCosts'],
        ['de', 'Contoso Germany', 2, eur, 'deCosts'],
      ] as const
    ).map(([name, title, company, currency, costs]) => ({
      msdyn_organizationalunitid: unit(name),
      msdyn_name: title,
      _transactioncurrencyid_value: currency,
      _msdyn_company_value: companyId(company),
      _msdyn_costpricelist_value: list(costs),
    })),
  ]),
  table(
    'bookableresources',
    people.map(([name, role, of, company], index) => ({
      bookableresourceid: guid(ids.resource, index + 1),
      name,
      resourcetype: 3,
      msdyn_workertype: 192350000,
      _msdyn_organizationalunit_value: unit(of),
      _msdyn_resourcecategory_value: guid(ids.role, roles[role]),
      _msdyn_company_value: companyId(company),
    })),
  ),
];
