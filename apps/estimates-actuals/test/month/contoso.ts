import type { SeededRandom, SimulatorControl } from '@concord/testing';
import type { Row } from '../office/office';

export type Company = 'usmf' | 'ussi' | 'demf';
export const companies: readonly Company[] = ['usmf', 'ussi', 'demf'];
const currencies = ['USD', 'EUR', 'GBP'] as const;
export type Currency = (typeof currencies)[number];

/** In which a company keeps its books. */
export const booksIn: Readonly<Record<Company, Currency>> = { usmf: 'USD', ussi: 'USD', demf: 'EUR' };

export interface Project {
  readonly id: string;
  readonly number: string;
  readonly companyId: string;
  readonly company: Company;
  readonly kind: 'time and material' | 'fixed price' | 'internal';
  /** Ids of tasks to book on. */
  readonly tasks: readonly string[];
  /** Number of the contract that is negotiated in the month: confirmed when work has begun, at other prices. */
  readonly negotiated?: { readonly contract: string; readonly priceRows: readonly Row[] };
}

export interface Consultant {
  readonly name: string;
  readonly company: Company;
}

/** A company as people know it when the month begins. */
export interface Contoso {
  readonly projects: readonly Project[];
  readonly consultants: readonly Consultant[];
  readonly currencyId: Readonly<Record<Currency, string>>;
}

/** What an hour of each role sells for, by currency. */
const prices: Readonly<Record<string, Readonly<Record<Currency, string>>>> = {
  Consultant: { USD: '150', EUR: '132.5', GBP: '119.99' },
  Developer: { USD: '165', EUR: '145.25', GBP: '128.4' },
  'Project manager': { USD: '190.75', EUR: '170', GBP: '151' },
  Architect: { USD: '225', EUR: '205.1', GBP: '180.35' },
};

const option = { timeAndMaterial: 192350000, fixedPrice: 192350001, salesPrices: 192350002, confirmed: 192350003 };

/** Per 100 units, by the day they begin: the second half of the month has others. Source of every accounting amount that the test expects. */
export const rates: readonly (readonly [from: Currency, to: Currency, validFrom: string, rate: string])[] = [
  ['EUR', 'USD', '2026-03-01', '108.25'],
  ['EUR', 'USD', '2026-03-16', '110.07'],
  ['GBP', 'USD', '2026-03-01', '127.1'],
  ['GBP', 'USD', '2026-03-16', '125.93'],
  ['USD', 'EUR', '2026-03-01', '92.38'],
  ['USD', 'EUR', '2026-03-16', '90.85'],
  ['GBP', 'EUR', '2026-03-01', '117.41'],
  ['GBP', 'EUR', '2026-03-16', '114.41'],
];

/** Tax on a line of an expense report of Finance that the tax office gives back: no part of the cost. */
export const recoverableTax = '7.5';

/**
 * Contoso grows: hundreds of projects with contracts, customers and tasks, and the consultants who work on them, all of it in Dataverse before Concord
 * starts; Finance has books and rates, and nothing that Concord is to bring. Seeded: the same random numbers, the same company.
 */
export const openContoso = async (
  control: SimulatorControl,
  random: SeededRandom,
  sizes: { readonly projects: number; readonly consultants: number },
): Promise<Contoso> => {
  const known = await knownIn(control);
  const rows = new Map<string, Row[]>();
  const add = (table: string, row: Row): void => void (rows.get(table)?.push(row) ?? rows.set(table, [row]));
  const pound = random.guid();
  add('transactioncurrencies', {
    transactioncurrencyid: pound,
    isocurrencycode: 'GBP',
    currencyname: 'British Pound',
    currencysymbol: '£',
    currencyprecision: 2,
    exchangerate: '0.79',
  });
  const currencyId: Readonly<Record<Currency, string>> = { USD: known.currency('USD'), EUR: known.currency('EUR'), GBP: pound };

  const priceList = (name: string, currency: Currency): { readonly id: string; readonly priceRows: readonly Row[] } => {
    const id = random.guid();
    add('pricelevels', { pricelevelid: id, name, msdyn_context: option.salesPrices, _transactioncurrencyid_value: currencyId[currency] });
    const priceRows = known.roles.map((role) => ({
      msdyn_resourcecategorypricelevelid: random.guid(),
      msdyn_name: role.name,
      msdyn_price: prices[role.name]?.[currency] ?? '100',
      _msdyn_pricelist_value: id,
      _msdyn_resourcecategory_value: role.id,
    }));
    for (const row of priceRows) add('msdyn_resourcecategorypricelevels', row);
    return { id, priceRows };
  };
  const standard = Object.fromEntries(currencies.map((currency) => [currency, priceList(`Sales ${currency} of the month`, currency)]));

  const customers = companies.flatMap((company) =>
    [1, 2, 3].map((number) => {
      const id = random.guid();
      add('accounts', {
        accountid: id,
        name: `Customer ${number} of ${company}`,
        accountnumber: `M-${number}`,
        customertypecode: 3,
        _msdyn_company_value: known.company(company),
        _msdyn_customergroupid_value: known.group(company),
        _transactioncurrencyid_value: currencyId[booksIn[company]],
      });
      return { id, company };
    }),
  );

  const projects = Array.from({ length: sizes.projects }, (_none, index): Project => {
    const number = `MP-${String(index + 1).padStart(4, '0')}`;
    const company = random.pick(companies);
    const kind = random.pick(['time and material', 'time and material', 'time and material', 'fixed price', 'internal'] as const);
    const [project, contract] = [random.guid(), random.guid()];
    const payers = customers.filter((customer) => customer.company === company);
    const customer = random.pick(payers);
    const currency = random.chance(0.6) ? booksIn[company] : random.pick(currencies);
    const isNegotiated = kind === 'time and material' && random.chance(0.1);
    const list = isNegotiated ? priceList(`Prices of ${number}`, currency) : standard[currency];
    const shared = {
      _transactioncurrencyid_value: currencyId[currency],
      _msdyn_contractorganizationalunitid_value: known.unit(company),
    };
    if (kind !== 'internal') {
      add('salesorders', {
        salesorderid: contract,
        name: `Contract of ${number}`,
        msdyn_salesordernumber: `MC-${number}`,
        msdyn_ordertype: 192350001,
        ...(isNegotiated ? {} : { msdyn_psastatusreason: option.confirmed }),
        _msdyn_company_value: known.company(company),
        _pricelevelid_value: list?.id,
        _customerid_value: customer.id,
        '_customerid_value@type': 'account',
        ...shared,
      });
      add('salesorderdetails', {
        salesorderdetailid: random.guid(),
        salesorderdetailname: `Line of ${number}`,
        productdescription: 'Consulting',
        sequencenumber: 1,
        lineitemnumber: 1,
        msdyn_contractlinenumber: `ML-${number}`,
        msdyn_linetype: 690970000,
        msdyn_billingmethod: kind === 'fixed price' ? option.fixedPrice : option.timeAndMaterial,
        msdyn_includetime: true,
        msdyn_includeexpense: true,
        extendedamount: '10000',
        _salesorderid_value: contract,
        _msdyn_project_value: project,
      });
      const shares = random.chance(0.15) ? ['60', '40'] : ['100'];
      shares.forEach((share, at) =>
        add('msdyn_projectcontractsplitbillingrules', {
          msdyn_projectcontractsplitbillingruleid: random.guid(),
          msdyn_projectcontractsplitbillingrulenumber: `MF-${number}-${at + 1}`,
          msdyn_splitpercentage: share,
          _msdyn_projectcontractid_value: contract,
          _msdyn_customer_value: at === 0 ? customer.id : random.pick(payers).id,
          '_msdyn_customer_value@type': 'account',
        }),
      );
    }
    add('msdyn_projects', {
      msdyn_projectid: project,
      msdyn_projectnumber: number,
      msdyn_subject: `Project ${number}`,
      msdyn_scheduledstart: '2026-03-02T08:00:00Z',
      msdyn_finish: '2026-06-30T17:00:00Z',
      _msdyn_owningcompany_value: known.company(company),
      ...(kind === 'internal' ? {} : { _msdyn_customer_value: customer.id, _msdyn_salesorderid_value: contract }),
      ...shared,
    });
    const [phase, ...tasks] = [random.guid(), random.guid(), random.guid()];
    [phase, ...tasks].forEach((task, at) =>
      add('msdyn_projecttasks', {
        msdyn_projecttaskid: task,
        msdyn_subject: `${['Phase', 'Survey', 'Build'][at]} of ${number}`,
        msdyn_activitynumber: `MA${number.slice(3)}${at}`,
        msdyn_summary: at === 0,
        msdyn_outlinelevel: at === 0 ? 1 : 2,
        msdyn_displaysequence: String(at + 1),
        _msdyn_project_value: project,
        ...(at === 0 ? {} : { _msdyn_parenttask_value: phase, _msdyn_transactioncategory_value: random.pick(known.categories) }),
      }),
    );
    return {
      id: project,
      number,
      companyId: known.company(company),
      company,
      kind,
      tasks,
      ...(isNegotiated && list ? { negotiated: { contract: `MC-${number}`, priceRows: list.priceRows } } : {}),
    };
  });

  const consultants = Array.from({ length: sizes.consultants }, (_none, index): Consultant => {
    const company = random.pick(companies);
    const name = `Consultant ${String(index + 1)}`;
    add('bookableresources', {
      bookableresourceid: random.guid(),
      name,
      resourcetype: 3,
      msdyn_workertype: 192350000,
      _msdyn_organizationalunit_value: known.unit(company),
      _msdyn_resourcecategory_value: random.pick(known.roles).id,
      _msdyn_company_value: known.company(company),
    });
    return { name, company };
  });

  for (const [table, all] of rows) await control.seed('dataverse', table, all);
  for (const [from, to, validFrom, rate] of rates) await control.act('set-exchange-rate', { from, to, rate, validFrom });
  return { projects, consultants, currencyId };
};

/** What the data set has already, by what people know it by. */
const knownIn = async (control: SimulatorControl) => {
  const table = async (name: string) => {
    const rows = await control.rows('dataverse', name);
    return (is: (row: Row) => boolean, id: string): string => {
      const found = rows.find(is)?.[id];
      if (found === undefined) throw new Error(`the data set has no such row of ${name}`);
      return String(found);
    };
  };
  const [ofCompany, ofCurrency, ofGroup, ofUnit] = [
    await table('cdm_companies'),
    await table('transactioncurrencies'),
    await table('msdyn_customergroups'),
    await table('msdyn_organizationalunits'),
  ];
  const company = (code: Company): string => ofCompany((row) => row['cdm_companycode'] === code.toUpperCase(), 'cdm_companyid');
  return {
    company,
    currency: (code: Currency): string => ofCurrency((row) => row['isocurrencycode'] === code, 'transactioncurrencyid'),
    group: (code: Company): string => ofGroup((row) => row['_msdyn_company_value'] === company(code), 'msdyn_customergroupid'),
    unit: (code: Company): string => ofUnit((row) => row['_msdyn_company_value'] === company(code), 'msdyn_organizationalunitid'),
    roles: (await control.rows('dataverse', 'bookableresourcecategories')).map((row) => ({
      id: String(row['bookableresourcecategoryid']),
      name: String(row['name']),
    })),
    categories: (await control.rows('dataverse', 'msdyn_transactioncategories'))
      .filter((row) => ['Consulting', 'Development'].includes(String(row['msdyn_name'])))
      .map((row) => String(row['msdyn_transactioncategoryid'])),
  };
};
