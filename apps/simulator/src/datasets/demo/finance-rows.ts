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
import { projectAccountingSetup, sharedLedgerSetup } from '../finance/company-setup';

const seeded = ({ table, rows }: { table: string; rows: readonly Record<string, unknown>[] }): SeededTable => ({
  system: 'finance',
  table,
  rows,
});

/** Project categories for the transaction categories that consultants book on; what is not here falls back on the defaults. */
const projectCategories = [
  ['TCN-0000000003', 'Consulting', 'Hour', 1],
  ['TCN-0000000004', 'Development', 'Hour', 1],
  ['TCN-0000000005', 'Materials', 'Item', 3],
  ['TCN-0000000001', 'Travel', 'Cost', 4],
  ['TCN-0000000002', 'Hotel', 'Cost', 4],
] as const;

/**
 * The books that hours are posted to: every company is set up alike. Rates lead to US dollars only, so that in the German company an
 * actual in pounds or francs waits until somebody enters its rate to the euro.
 */
const accounting: readonly SeededTable[] = [
  ...sharedLedgerSetup().map(seeded),
  ...companies.flatMap(({ code }) => projectAccountingSetup(code).map(seeded)),
  {
    system: 'finance',
    table: 'ProjectCategories',
    rows: perCompany(projectCategories, ([category, Name, TransType, suffix], { code }) => ({
      dataAreaId: code,
      CategoryId: `${category}-${suffix}`,
      Name,
      SharedCategoryId: `${category}-${suffix}`,
      TransactionCategoryId: category,
      TransType,
      ItemSalesTaxGroup: 'FULL',
    })),
  },
  {
    system: 'finance',
    table: 'ProjectIntercompanyRelationships',
    rows: companies.flatMap((lending) =>
      companies
        .filter((borrowing) => borrowing !== lending)
        .map((borrowing) => ({
          dataAreaId: lending.code,
          BorrowingCompany: borrowing.code,
          AccrueRevenue: 'Yes',
          HourCategoryId: 'Hours',
          ExpenseCategoryId: 'Expenses',
          IntercompanyRevenueAccount: '411900',
          IntercompanyCostAccount: '540900',
        })),
    ),
  },
];

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
    table: 'UnitsOfMeasure',
    rows: [
      {
        UnitSymbol: 'hr',
        UnitClass: 'Time',
        DecimalPrecision: 2,
        IsBaseUnit: 'No',
        IsSystemUnit: 'Yes',
        SystemOfUnits: 'None',
        UnitDescription: 'Hour',
      },
    ],
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
  ...accounting,
];
