import { companies, guid, linksOf, nothingThere, usd, usmf } from '../../test/known-links';
import { chartsOfAccountsMap } from './charts-of-accounts.map';
import { fiscalCalendarsMap } from './fiscal-calendars.map';
import { ledgersMap } from './ledgers.map';

const [chart, calendar, type] = [guid(81), guid(82), guid(83)];
const links = linksOf({
  ...companies,
  msdyn_chartofaccountses: [[chart, { ChartOfAccounts: 'Shared' }]],
  msdyn_fiscalcalendars: [[calendar, { CalendarId: 'Fiscal' }]],
  msdyn_exchangeratetypes: [[type, { Name: 'Default' }]],
});
const ledger = {
  LegalEntityId: 'USMF',
  Name: 'USMF',
  Description: 'Contoso',
  AccountingCurrency: 'USD',
  ReportingCurrency: null,
  ExchangeRateType: 'Default',
  BudgetExchangeRateType: 'Default',
  ReportingCurrencyExchangeRateType: null,
  ChartOfAccounts: 'Shared',
  FiscalCalendar: 'Fiscal',
  IsBudgetControlEnabled: 'Yes',
};

describe('Ledgers', () => {
  it('are found by their company, and name currencies, types, calendar and chart', () =>
    expect(ledgersMap.map('finance', ledger, '', links)).toEqual({
      kind: 'mapped',
      financeKey: { LegalEntityId: 'USMF' },
      values: {
        msdyn_company: usmf,
        msdyn_name: 'USMF',
        msdyn_description: 'Contoso',
        msdyn_accountingcurrency: usd,
        msdyn_reportingcurrency: null,
        msdyn_exchangeratetype: type,
        msdyn_budgetexchangeratetype: type,
        msdyn_reportingcurrencyexchangeratetype: null,
        msdyn_chartofaccounts: chart,
        msdyn_fiscalcalendar: calendar,
        msdyn_isbudgetcontrolenabled: true,
      },
      createValues: {},
      match: { msdyn_company: usmf },
    }));

  it('wait for everything they name, all at once (I6)', () =>
    expect(ledgersMap.map('finance', ledger, '', linksOf(companies))).toEqual({
      kind: 'missing',
      missing: [
        { map: 'msdyn_exchangeratetypes', system: 'finance', id: 'default' },
        { map: 'msdyn_chartofaccountses', system: 'finance', id: 'shared' },
        { map: 'msdyn_fiscalcalendars', system: 'finance', id: 'fiscal' },
      ],
    }));

  it('stay in Dataverse when they go in Finance: nothing of their company could be saved without', () =>
    expect(ledgersMap).toMatchObject({ creates: 'finance', onDelete: 'keep' }));
});

describe('Fiscal calendars and charts of accounts', () => {
  it('go both ways', () => {
    expect(fiscalCalendarsMap.map('finance', { CalendarId: 'Fiscal', Description: 'July to June' }, '', nothingThere)).toMatchObject({
      values: { msdyn_calendar: 'Fiscal', msdyn_description: 'July to June' },
    });
    expect(
      chartsOfAccountsMap.map(
        'dataverse',
        { msdyn_chartofaccountsid: chart, msdyn_name: 'Shared', msdyn_description: null, msdyn_mainaccountmask: '######' },
        '',
        nothingThere,
      ),
    ).toMatchObject({ financeKey: { ChartOfAccounts: 'Shared' }, values: { Description: null, MainAccountMask: '######' } });
  });
});
