import {
  companies,
  currencies,
  customerGroups,
  paymentMethods,
  paymentTerms,
  perCompany,
  rates,
  type SeededTable,
  taxGroups,
} from './demo-setup';

export const financeRows: readonly SeededTable[] = [
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
