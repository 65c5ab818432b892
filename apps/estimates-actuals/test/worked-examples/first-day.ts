import { createHash } from 'node:crypto';
import type { SimulatorControl } from '@concord/testing';
import type { Row } from '../office/office';

/** The id of whatever has this name: a company's code, a project's number, a person's name. */
export const idOf = (name: string): string => {
  const hex = createHash('sha1').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const timeAndMaterial = 192350000;
const fixedPrice = 192350001;
const costs = 192350000;
const sales = 192350002;

/** Is not confirmed yet on the first day. */
const unconfirmed = 'NEW';

/** `P-TM` is billed by contract `C-TM`, which pays as `F-TM` and has the line `L-TM` and the task `W-TM`. */
const engagements = [
  { name: 'TM', method: timeAndMaterial, currency: 'USD', prices: 'Sales' },
  { name: 'TMN', method: timeAndMaterial, currency: 'USD', prices: 'Sales' },
  { name: 'FP', method: fixedPrice, currency: 'USD', prices: 'Sales' },
  { name: 'FPN', method: fixedPrice, currency: 'USD', prices: 'Sales' },
  { name: 'GBP', method: timeAndMaterial, currency: 'GBP', prices: 'Sales in pounds' },
  { name: 'NEW', method: timeAndMaterial, currency: 'USD', prices: 'Sales of NEW' },
  { name: 'IC', method: timeAndMaterial, currency: 'USD', prices: 'Sales' },
] as const;

/** Both fixed-price contracts are billed in halves: `M1`, `M2` of `FP`, `N1`, `N2` of `FPN`. */
const milestones = [
  ['M1', 'FP'],
  ['M2', 'FP'],
  ['N1', 'FPN'],
  ['N2', 'FPN'],
] as const;

const unit = (name: string, company: string, currency: string, priceList: string, idOfCurrency: (code: string) => string): Row => ({
  msdyn_organizationalunitid: idOf(name),
  msdyn_name: name,
  _transactioncurrencyid_value: idOfCurrency(currency),
  _msdyn_company_value: idOf(company),
  _msdyn_costpricelist_value: idOf(priceList),
});

const person = (name: string, ofUnit: string, company: string): Row => ({
  bookableresourceid: idOf(name),
  name,
  resourcetype: 3,
  _msdyn_organizationalunit_value: idOf(ofUnit),
  _msdyn_resourcecategory_value: idOf('Consultant'),
  _msdyn_company_value: idOf(company),
});

/** Of an hour. What a legal entity lends costs the borrower the transfer price. */
const price = (amount: string, role: string, priceList: string, lentBy?: string): Row => ({
  msdyn_price: amount,
  _msdyn_resourcecategory_value: idOf(role),
  _msdyn_pricelist_value: idOf(priceList),
  ...(lentBy === undefined ? {} : { _msdyn_resourcingcompany_value: idOf(lentBy) }),
});

/** What Dataverse holds on the first day, by entity set. */
const dataverseRows = (idOfCurrency: (code: string) => string): Readonly<Record<string, readonly Row[]>> => ({
  cdm_companies: ['USPM', 'GBPM'].map((code) => ({ cdm_companyid: idOf(code), cdm_companycode: code, cdm_name: code })),
  uoms: [{ uomid: idOf('Hour'), name: 'Hour', msdyn_symbol: 'h' }],
  msdyn_projectparameters: [{ msdyn_name: 'Parameters', _msdyn_defaultunit_value: idOf('Hour') }],
  pricelevels: (
    [
      ['Costs US', costs, 'USD'],
      ['Costs UK', costs, 'GBP'],
      ['Sales', sales, 'USD'],
      ['Sales of NEW', sales, 'USD'],
      ['Sales in pounds', sales, 'GBP'],
    ] as const
  ).map(([name, context, currency]) => ({
    pricelevelid: idOf(name),
    name,
    msdyn_context: context,
    _transactioncurrencyid_value: idOfCurrency(currency),
  })),
  bookableresourcecategories: ['Consultant', 'Expert'].map((name, index) => ({
    bookableresourcecategoryid: idOf(name),
    name,
    msdyn_resourcecategorynumber: `ROLE-${index + 1}`,
  })),
  msdyn_resourcecategorypricelevels: [
    price('100', 'Consultant', 'Costs US'),
    price('120', 'Consultant', 'Costs US', 'GBPM'),
    price('88', 'Consultant', 'Costs UK'),
    price('200', 'Consultant', 'Sales'),
    { msdyn_resourcecategorypricelevelid: idOf('Price of NEW'), ...price('200', 'Consultant', 'Sales of NEW') },
    price('120', 'Expert', 'Costs US'),
    price('250', 'Expert', 'Sales in pounds'),
  ],
  msdyn_organizationalunits: [
    unit('Unit US', 'USPM', 'USD', 'Costs US', idOfCurrency),
    unit('Unit UK', 'GBPM', 'GBP', 'Costs UK', idOfCurrency),
  ],
  bookableresources: [person('Bob', 'Unit US', 'USPM'), person('Ewa', 'Unit UK', 'GBPM')],
  msdyn_customergroups: [
    { msdyn_customergroupid: idOf('Group 80'), msdyn_groupid: '80', msdyn_description: 'Projects', _msdyn_company_value: idOf('USPM') },
  ],
  msdyn_taxgroups: [{ msdyn_taxgroupid: idOf('AR-DOM'), msdyn_name: 'AR-DOM', _msdyn_company_value: idOf('USPM') }],
  accounts: [
    {
      accountid: idOf('Adventure Works'),
      name: 'Adventure Works',
      accountnumber: 'C-1',
      customertypecode: 3,
      _msdyn_company_value: idOf('USPM'),
      _msdyn_customergroupid_value: idOf('Group 80'),
      _msdyn_salestaxgroup_value: idOf('AR-DOM'),
    },
  ],
  salesorders: engagements.map(({ name, currency, prices }) => ({
    salesorderid: idOf(`C-${name}`),
    name: `C-${name}`,
    msdyn_salesordernumber: `C-${name}`,
    msdyn_ordertype: 192350001,
    _msdyn_company_value: idOf('USPM'),
    _msdyn_contractorganizationalunitid_value: idOf('Unit US'),
    _transactioncurrencyid_value: idOfCurrency(currency),
    _pricelevelid_value: idOf(prices),
    _customerid_value: idOf('Adventure Works'),
    '_customerid_value@type': 'account',
  })),
  salesorderdetails: engagements.map(({ name, method }) => ({
    salesorderdetailid: idOf(`L-${name}`),
    salesorderdetailname: `L-${name}`,
    productdescription: 'Consulting',
    msdyn_contractlinenumber: `L-${name}`,
    sequencenumber: 1,
    lineitemnumber: 1,
    msdyn_linetype: 690970000,
    msdyn_billingmethod: method,
    msdyn_includetime: true,
    extendedamount: method === fixedPrice ? '10000' : null,
    _salesorderid_value: idOf(`C-${name}`),
    _msdyn_project_value: idOf(`P-${name}`),
  })),
  msdyn_projectcontractsplitbillingrules: engagements.map(({ name }) => ({
    msdyn_projectcontractsplitbillingruleid: idOf(`F-${name}`),
    msdyn_projectcontractsplitbillingrulenumber: `F-${name}`,
    msdyn_splitpercentage: '100',
    _msdyn_projectcontractid_value: idOf(`C-${name}`),
    _msdyn_customer_value: idOf('Adventure Works'),
    '_msdyn_customer_value@type': 'account',
  })),
  msdyn_projects: engagements.map(({ name, currency }) => ({
    msdyn_projectid: idOf(`P-${name}`),
    msdyn_projectnumber: `P-${name}`,
    msdyn_subject: `Project ${name}`,
    _msdyn_owningcompany_value: idOf('USPM'),
    _transactioncurrencyid_value: idOfCurrency(currency),
    _msdyn_contractorganizationalunitid_value: idOf('Unit US'),
    _msdyn_customer_value: idOf('Adventure Works'),
    _msdyn_salesorderid_value: idOf(`C-${name}`),
  })),
  msdyn_projecttasks: engagements.map(({ name }) => ({
    msdyn_projecttaskid: idOf(`W-${name}`),
    msdyn_subject: 'Survey',
    msdyn_activitynumber: `W-${name}`,
    msdyn_summary: false,
    _msdyn_project_value: idOf(`P-${name}`),
  })),
  msdyn_contractlinescheduleofvalues: milestones.map(([name, of]) => ({
    msdyn_contractlinescheduleofvalueid: idOf(name),
    msdyn_name: name,
    msdyn_milestoneidentifier: name,
    msdyn_amount: '5000',
    msdyn_invoicestatus: 192350000,
    msdyn_milestonedate: '2026-03-31',
    msdyn_transactionclassification: 192350003,
    _msdyn_contract_value: idOf(`C-${of}`),
    _msdyn_contractlineid_value: idOf(`L-${of}`),
    _msdyn_project_value: idOf(`P-${of}`),
    _msdyn_projectcontractsplitbillingrule_value: idOf(`F-${of}`),
    _transactioncurrencyid_value: idOfCurrency('USD'),
    _msdyn_owningcompany_value: idOf('USPM'),
  })),
});

/**
 * The two companies of the worked examples: USPM keeps its books in dollars, GBPM in pounds and lends to USPM. Everything of Dataverse is there and its
 * contracts are confirmed, save one; Finance has what its consultants set up, and nothing that Concord is to bring.
 */
export const openTheCompanies = async (control: SimulatorControl): Promise<void> => {
  await control.act('set-up-project-accounting', { company: 'uspm', currency: 'USD' });
  await control.act('set-up-project-accounting', { company: 'gbpm', currency: 'GBP' });
  await control.seed('finance', 'CustomerGroups', [{ dataAreaId: 'uspm', CustomerGroupId: '80', Description: 'Projects' }]);
  await control.act('set-up-intercompany', { lending: 'gbpm', borrowing: 'uspm' });
  // Not the rate that the contract in pounds agrees on: so it shows which of the two was used.
  await control.act('set-exchange-rate', { from: 'GBP', to: 'USD', rate: 128, validFrom: '2026-01-01' });
  await control.act('set-fixed-rate-agreement', { company: 'uspm', contract: 'C-GBP', currency: 'GBP', rate: 125 });
  await control.act('set-profile-rule', { company: 'uspm', profile: 'TM-NOWIP', contract: 'C-TMN' });
  await control.act('set-profile-rule', { company: 'uspm', profile: 'FP-NOWIP', contract: 'C-FPN' });

  await control.seed('dataverse', 'transactioncurrencies', [
    {
      transactioncurrencyid: idOf('GBP'),
      isocurrencycode: 'GBP',
      currencyname: 'Pound',
      currencysymbol: '£',
      currencyprecision: 2,
      exchangerate: '0.8',
    },
  ]);
  const usd = (await control.rows('dataverse', 'transactioncurrencies')).find((row) => row['isocurrencycode'] === 'USD');
  const idOfCurrency = (code: string): string => (code === 'USD' ? String(usd?.['transactioncurrencyid']) : idOf(code));
  for (const [name, rows] of Object.entries(dataverseRows(idOfCurrency))) await control.seed('dataverse', name, rows);
  for (const { name } of engagements) if (name !== unconfirmed) await control.act('confirm-contract', { contract: `C-${name}` });
  await control.post('clock', { advanceSeconds: 61 }); // the jobs of the confirmations find nothing booked yet
};
