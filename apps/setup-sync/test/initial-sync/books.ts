import { companies, companyId, id, type SeededRows } from './setup-chain';

export const VENDORS = 10;

/** Group of a company, under one number in all of them. */
const vendorGroup = (company: number): string => id('96b', company);

/** What the books of Finance rest on, each kept where people keep it; and vendors, whose invoices a later one may send. */
export const books: readonly SeededRows[] = [
  {
    system: 'finance',
    table: 'Ledgers',
    rows: companies.map((code, n) => ({
      LegalEntityId: code.toUpperCase(),
      Name: code,
      AccountingCurrency: n === 0 ? 'USD' : 'EUR',
      ReportingCurrency: 'USD',
      ExchangeRateType: 'Default',
      ChartOfAccounts: 'Shared',
      FiscalCalendar: 'Fiscal',
    })),
  },
  {
    system: 'finance',
    table: 'ExchangeRateCDSs',
    rows: ['2026-01-01', '2026-02-01'].map((day, n) => ({
      ExchangeRateTypeName: 'Default',
      FromCurrencyCode: 'EUR',
      ToCurrencyCode: 'USD',
      ValidFrom: `${day}T12:00:00Z`,
      ValidTo: n === 0 ? '2026-01-31T12:00:00Z' : '2154-12-31T12:00:00Z',
      Rate: String(108 + n),
    })),
  },
  {
    system: 'finance',
    table: 'ExchangeRateCurrencyPairs',
    rows: [{ ExchangeRateTypeName: 'Default', FromCurrencyCode: 'EUR', ToCurrencyCode: 'USD', ExchangeRateDisplayFactor: 'Hundred' }],
  },
  { system: 'finance', table: 'ExchangeRateTypes', rows: [{ Name: 'Default', Description: 'of Finance' }] },
  { system: 'finance', table: 'ChartOfAccounts', rows: [{ ChartOfAccounts: 'Shared', Description: 'of Finance' }] },
  { system: 'finance', table: 'FiscalCalendarsEntity', rows: [{ CalendarId: 'Fiscal', Description: 'of Finance' }] },
  { system: 'dataverse', table: 'msdyn_exchangeratetypes', rows: [{ msdyn_exchangeratetypeid: id('e7', 0), msdyn_name: 'Average' }] },
  { system: 'dataverse', table: 'msdyn_chartofaccountses', rows: [{ msdyn_chartofaccountsid: id('c4', 0), msdyn_name: 'Local' }] },
  { system: 'dataverse', table: 'msdyn_fiscalcalendars', rows: [{ msdyn_fiscalcalendarid: id('fc', 0), msdyn_calendar: 'July' }] },
  { system: 'finance', table: 'VendorGroups', rows: companies.map((dataAreaId) => ({ dataAreaId, VendorGroupId: '20' })) },
  {
    system: 'dataverse',
    table: 'msdyn_vendors',
    rows: Array.from({ length: VENDORS }, (_, n) => ({
      msdyn_vendorid: id('de', n),
      msdyn_vendoraccountnumber: `V-${String(n >> 1)}`,
      msdyn_name: `Vendor ${String(n)}`,
      _msdyn_company_value: companyId(n),
      _msdyn_vendorgroupid_value: vendorGroup(n % companies.length),
      _msdyn_invoicevendoraccountnumber_value: n < 2 ? id('de', n) : n + 2 < VENDORS ? id('de', n + 2) : null,
    })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_vendorgroups',
    rows: companies.map((_, n) => ({ msdyn_vendorgroupid: vendorGroup(n), msdyn_vendorgroup: '20', _msdyn_company_value: companyId(n) })),
  },
];
