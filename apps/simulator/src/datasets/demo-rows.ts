import type { SystemName } from '../statistics/statistics';

export interface SeededTable {
  readonly system: SystemName;
  readonly table: string;
  readonly rows: readonly Record<string, unknown>[];
}

const companies = [
  { code: 'usmf', name: 'Contoso Entertainment System USA', currency: 'USD', city: 'Seattle', country: 'USA' },
  { code: 'ussi', name: 'Contoso Consulting USA', currency: 'USD', city: 'Chicago', country: 'USA' },
  { code: 'demf', name: 'Contoso Entertainment System Germany', currency: 'EUR', city: 'Berlin', country: 'DEU' },
];

const currencies = [
  ['USD', 'US Dollar', '$'],
  ['EUR', 'Euro', '€'],
  ['GBP', 'British Pound', '£'],
  ['JPY', 'Japanese Yen', '¥'],
  ['CHF', 'Swiss Franc', 'CHF'],
  ['CAD', 'Canadian Dollar', '$'],
] as const;

const rates = [
  ['EUR', 'USD', 'Hundred', '108.25'],
  ['GBP', 'USD', 'Hundred', '127.1'],
  ['JPY', 'USD', 'TenThousand', '66.35'],
  ['CHF', 'USD', 'Hundred', '112.9'],
  ['CAD', 'USD', 'Hundred', '73.4'],
] as const;

const customerGroups = [
  ['10', 'Wholesale customers'],
  ['20', 'Major customers'],
  ['80', 'Project customers'],
] as const;

const paymentTerms = [
  ['Net10', 'Net 10 days', 10],
  ['Net30', 'Net 30 days', 30],
  ['Net45', 'Net 45 days', 45],
] as const;

const paymentMethods = ['CHECK', 'ELECTRONIC'];
const taxGroups = ['AR-DOM', 'AR-EU'];

/** A readable id that tells its table and its row: `0000000a-0000-4000-8000-000000000003`. */
const guid = (table: number, row: number): string =>
  `${table.toString(16).padStart(8, '0')}-0000-4000-8000-${row.toString().padStart(12, '0')}`;

const ids = {
  company: 1,
  customerGroup: 2,
  paymentTerm: 3,
  account: 4,
  category: 5,
  role: 6,
  organizationalUnit: 7,
  paymentMethod: 8,
  taxGroup: 9,
};
const companyId = (index: number): string => guid(ids.company, index + 1);

const perCompany = <Item>(
  items: readonly Item[],
  make: (item: Item, company: (typeof companies)[number], companyIndex: number, row: number) => Record<string, unknown>,
) =>
  companies.flatMap((company, companyIndex) =>
    items.map((item, index) => make(item, company, companyIndex, companyIndex * items.length + index + 1)),
  );

const financeRows: readonly SeededTable[] = [
  {
    system: 'finance',
    table: 'LegalEntities',
    rows: companies.map(({ code, name, city, country }) => ({
      LegalEntityId: code.toUpperCase(),
      Name: name,
      CompanyName: name,
      LanguageId: 'en-us',
      AddressCity: city,
      AddressCountryRegionId: country,
    })),
  },
  {
    system: 'finance',
    table: 'Companies',
    rows: companies.map(({ code, name }) => ({ DataArea: code, Name: name, KnownAs: name.slice(0, 20), LanguageId: 'en-us' })),
  },
  {
    system: 'finance',
    table: 'Ledgers',
    rows: companies.map(({ code, currency }) => ({
      LegalEntityId: code.toUpperCase(),
      Name: code,
      AccountingCurrency: currency,
      ReportingCurrency: 'USD',
      ExchangeRateType: 'Default',
      FiscalCalendar: 'Fiscal',
      ChartOfAccounts: 'Shared',
    })),
  },
  { system: 'finance', table: 'Currencies', rows: currencies.map(([CurrencyCode, Name, Symbol]) => ({ CurrencyCode, Name, Symbol })) },
  {
    system: 'finance',
    table: 'ExchangeRateTypes',
    rows: [
      { Name: 'Default', Description: 'Default exchange rates' },
      { Name: 'Average', Description: 'Average of the month' },
    ],
  },
  {
    system: 'finance',
    table: 'ExchangeRateCurrencyPairs',
    rows: rates.map(([from, to, factor]) => ({
      ExchangeRateTypeName: 'Default',
      FromCurrencyCode: from,
      ToCurrencyCode: to,
      ExchangeRateDisplayFactor: factor,
    })),
  },
  {
    system: 'finance',
    table: 'ExchangeRateCDSs',
    rows: rates.map(([from, to, , rate]) => ({
      ExchangeRateTypeName: 'Default',
      FromCurrencyCode: from,
      ToCurrencyCode: to,
      ValidFrom: '2026-01-01T12:00:00Z',
      ValidTo: '2154-12-31T12:00:00Z',
      Rate: rate,
    })),
  },
  {
    system: 'finance',
    table: 'PaymentTerms',
    rows: perCompany(paymentTerms, ([Name, Description, NumberOfDays], { code }) => ({
      dataAreaId: code,
      Name,
      Description,
      NumberOfDays,
    })),
  },
  {
    system: 'finance',
    table: 'CustomerPaymentMethods',
    rows: perCompany(paymentMethods, (Name, { code }) => ({ dataAreaId: code, Name, Description: Name })),
  },
  {
    system: 'finance',
    table: 'TaxGroups',
    rows: perCompany(taxGroups, (TaxGroupCode, { code }) => ({ dataAreaId: code, TaxGroupCode, Description: TaxGroupCode })),
  },
  {
    system: 'finance',
    table: 'CustomerGroups',
    rows: perCompany(customerGroups, ([CustomerGroupId, Description], { code }) => ({
      dataAreaId: code,
      CustomerGroupId,
      Description,
      PaymentTermId: 'Net30',
    })),
  },
  {
    system: 'finance',
    table: 'ProjectGroups',
    rows: perCompany(['TimeMaterial', 'FixedPrice'], (ProjectType, { code }) => ({
      dataAreaId: code,
      ProjectGroup: ProjectType === 'FixedPrice' ? 'FP' : 'TM',
      Name: ProjectType === 'FixedPrice' ? 'Fixed price' : 'Time and material',
      ProjectType,
    })),
  },
  {
    system: 'finance',
    table: 'CustomersV3',
    rows: [
      { dataAreaId: 'usmf', CustomerAccount: 'US-001', OrganizationName: 'Contoso Retail San Diego', SalesCurrencyCode: 'USD' },
      { dataAreaId: 'usmf', CustomerAccount: 'US-002', OrganizationName: 'Contoso Retail Los Angeles', SalesCurrencyCode: 'USD' },
      { dataAreaId: 'demf', CustomerAccount: 'DE-001', OrganizationName: 'Contoso Europe', SalesCurrencyCode: 'EUR' },
    ].map((customer) => ({
      ...customer,
      CustomerGroupId: '10',
      PaymentTerms: 'Net30',
      PartyType: 'Organization',
      LanguageId: 'en-us',
    })),
  },
];

const dataverseRows: readonly SeededTable[] = [
  {
    system: 'dataverse',
    table: 'cdm_companies',
    rows: companies.map(({ code, name }, index) => ({
      cdm_companyid: companyId(index),
      cdm_companycode: code.toUpperCase(),
      cdm_name: name,
    })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_customergroups',
    rows: perCompany(customerGroups, ([msdyn_groupid, msdyn_description], _company, companyIndex, row) => ({
      msdyn_customergroupid: guid(ids.customerGroup, row),
      msdyn_groupid,
      msdyn_description,
      _msdyn_company_value: companyId(companyIndex),
    })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_paymentterms',
    rows: perCompany(paymentTerms, ([msdyn_name, msdyn_description, msdyn_days], _company, companyIndex, row) => ({
      msdyn_paymenttermid: guid(ids.paymentTerm, row),
      msdyn_name,
      msdyn_description,
      msdyn_days,
      _msdyn_company_value: companyId(companyIndex),
    })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_customerpaymentmethods',
    rows: perCompany(paymentMethods, (msdyn_name, _company, companyIndex, row) => ({
      msdyn_customerpaymentmethodid: guid(ids.paymentMethod, row),
      msdyn_name,
      _msdyn_company_value: companyId(companyIndex),
    })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_taxgroups',
    rows: perCompany(taxGroups, (msdyn_name, _company, companyIndex, row) => ({
      msdyn_taxgroupid: guid(ids.taxGroup, row),
      msdyn_name,
      _msdyn_company_value: companyId(companyIndex),
    })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_transactioncategories',
    rows: ['Travel', 'Hotel', 'Consulting', 'Development', 'Materials'].map((msdyn_name, index) => ({
      msdyn_transactioncategoryid: guid(ids.category, index + 1),
      msdyn_name,
      msdyn_transactioncategorynumber: `TCN-${String(index + 1).padStart(10, '0')}`,
    })),
  },
  {
    system: 'dataverse',
    table: 'bookableresourcecategories',
    rows: ['Consultant', 'Developer', 'Project manager', 'Architect'].map((name, index) => ({
      bookableresourcecategoryid: guid(ids.role, index + 1),
      name,
      msdyn_resourcecategorynumber: `ROLE-${String(index + 1).padStart(6, '0')}`,
      msdyn_targetutilization: 80,
    })),
  },
  {
    system: 'dataverse',
    table: 'accounts',
    rows: ['Alpine Ski House', 'Fabrikam Engineering', 'Northwind Traders'].map((name, index) => ({
      accountid: guid(ids.account, index + 1),
      name,
      accountnumber: `AC-${String(index + 1).padStart(4, '0')}`,
      customertypecode: 3,
      address1_city: ['Denver', 'Boston', 'Berlin'][index],
      _msdyn_company_value: companyId(index === 2 ? 2 : 0),
      _msdyn_customergroupid_value: guid(ids.customerGroup, index === 2 ? 9 : 3),
      _msdyn_paymentterm_value: guid(ids.paymentTerm, index === 2 ? 8 : 2),
    })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_organizationalunits',
    rows: [{ msdyn_organizationalunitid: guid(ids.organizationalUnit, 1), msdyn_name: 'Contoso Consulting' }],
  },
];

/**
 * What `npm start` shows: three legal entities, the setup they need on both sides, customers that so far exist on one side only, and
 * roles and categories that Project Operations masters. Seeded: no events, no change feed, as converted data.
 */
export const demoRows: readonly SeededTable[] = [...financeRows, ...dataverseRows];
