/** Rows of one Finance entity, as they are seeded. */
export interface SetupRows {
  readonly table: string;
  readonly rows: readonly Record<string, unknown>[];
}

const CHART = 'Shared';
const CALENDAR = 'Fiscal';

/** Numbers as domain/40-invoicing.md 7 and 70-finance-accounting.md 5 have them, others beside them. */
const accounts = [
  ['130100', 'Accounts receivable', 'Asset'],
  ['130110', 'Intercompany receivable', 'Asset'],
  ['155100', 'Expense integration account', 'Asset'],
  ['155200', 'Procurement integration account', 'Asset'],
  ['155800', 'Recoverable sales tax', 'Asset'],
  ['161200', 'WIP - cost value', 'Asset'],
  ['161210', 'WIP - cost value, item', 'Asset'],
  ['161300', 'WIP - sales value', 'Asset'],
  ['162100', 'WIP invoiced - on account', 'Liability'],
  ['200100', 'Vendor balance', 'Liability'],
  ['200110', 'Intercompany payable', 'Liability'],
  ['250500', 'Sales tax payable', 'Liability'],
  ['411100', 'Revenue - labor', 'Revenue'],
  ['411200', 'Revenue - expense', 'Revenue'],
  ['411300', 'Revenue - material', 'Revenue'],
  ['411400', 'Revenue - fee', 'Revenue'],
  ['411900', 'Intercompany revenue', 'Revenue'],
  ['413100', 'Invoiced revenue - on account', 'Revenue'],
  ['420200', 'Accrued revenue', 'Revenue'],
  ['540100', 'Cost of project - labor', 'Cost'],
  ['540200', 'Cost of project - expense', 'Cost'],
  ['540300', 'Cost of project - material', 'Cost'],
  ['540900', 'Intercompany cost', 'Cost'],
  ['600300', 'Payroll allocation', 'Expense'],
  ['600400', 'Expense offset', 'Expense'],
  ['600500', 'Cost - item', 'Expense'],
] as const;

const postings: readonly (readonly [postingType: string, transType: string, account: string])[] = [
  ['Cost', 'None', '540100'],
  ['Cost', 'Hour', '540100'],
  ['Cost', 'Cost', '540200'],
  ['Cost', 'Item', '540300'],
  ['PayrollAllocation', 'None', '600300'],
  ['ExpenseOffset', 'None', '600400'],
  ['CostItem', 'None', '600500'],
  ['WipCostValue', 'None', '161200'],
  ['WipCostValueItem', 'None', '161210'],
  ['WipSalesValue', 'None', '161300'],
  ['AccruedRevenue', 'None', '420200'],
  ['InvoicedRevenue', 'None', '411100'],
  ['InvoicedRevenue', 'Cost', '411200'],
  ['InvoicedRevenue', 'Item', '411300'],
  ['InvoicedRevenue', 'Revenue', '411400'],
  ['InvoicedRevenueOnAccount', 'None', '413100'],
  ['WipInvoicedOnAccount', 'None', '162100'],
  ['CustomerBalance', 'None', '130100'],
  ['VendorBalance', 'None', '200100'],
  ['RecoverableSalesTax', 'None', '155800'],
  ['IntercompanyReceivable', 'None', '130110'],
  ['IntercompanyPayable', 'None', '200110'],
];

const lineProperties = [
  ['BILL', 'Billable', 'Yes', 'Yes'],
  ['NONBILL', 'Not billable', 'No', 'No'],
] as const;

const billingTypes = [
  ['NotSpecified', 'NONBILL'],
  ['Chargeable', 'BILL'],
  ['NonChargeable', 'NONBILL'],
  ['Complimentary', 'NONBILL'],
  ['NotAvailable', 'NONBILL'],
] as const;

const categories = [
  ['Hours', 'Hour'],
  ['Expenses', 'Cost'],
  ['Materials', 'Item'],
  ['Fees', 'Revenue'],
  ['OnAccount', 'OnAccount'],
] as const;

const posted = { PostCostsHour: 'Operations', PostCostsExpense: 'Operations', PostCostsItem: 'Operations' };
const accrued = { AccrueRevenueHour: 'Yes', AccrueRevenueExpense: 'Yes', AccrueRevenueItem: 'Yes', AccrueRevenueFee: 'Yes' };
const onBalance = { OnAccountInvoicing: 'BalanceSheet' };

/** The five profiles of domain/70-finance-accounting.md 5.1, and one that keeps cost on the balance sheet. */
const profiles: readonly Record<string, unknown>[] = [
  { ProfileId: 'TM-WIP', BillingMethod: 'TimeAndMaterial', ...posted, ...accrued, ...onBalance },
  { ProfileId: 'TM-NOWIP', BillingMethod: 'TimeAndMaterial', ...posted, ...onBalance },
  {
    ProfileId: 'TM-BALANCE',
    BillingMethod: 'TimeAndMaterial',
    PostCostsHour: 'BalanceSheet',
    PostCostsExpense: 'BalanceSheet',
    PostCostsItem: 'BalanceSheet',
    ...onBalance,
  },
  {
    ProfileId: 'FP-NOWIP',
    BillingMethod: 'FixedPrice',
    ...posted,
    OnAccountInvoicing: 'Operations',
    RevenueRecognitionAccountingRule: 'NoWIP',
  },
  { ProfileId: 'FP-CONTRACT', BillingMethod: 'FixedPrice', ...posted, ...onBalance, RevenueRecognitionAccountingRule: 'CompletedContract' },
  {
    ProfileId: 'FP-PERCENT',
    BillingMethod: 'FixedPrice',
    ...posted,
    ...onBalance,
    RevenueRecognitionAccountingRule: 'CompletedPercentage',
  },
];

const YEARS = [2025, 2026, 2027, 2028, 2029, 2030];

const monthsOf = (year: number) =>
  Array.from({ length: 12 }, (_none, index) => ({
    name: `Period ${index + 1}`,
    start: new Date(Date.UTC(year, index, 1)).toISOString().slice(0, 10),
    end: new Date(Date.UTC(year, index + 1, 0)).toISOString().slice(0, 10),
  }));

/** What all companies share: the chart of accounts and the fiscal calendar. */
export const sharedLedgerSetup = (chart = CHART): readonly SetupRows[] => [
  { table: 'ChartOfAccounts', rows: [{ ChartOfAccounts: chart, Description: 'Shared chart of accounts', MainAccountMask: '######' }] },
  { table: 'FiscalCalendarsEntity', rows: [{ CalendarId: CALENDAR, Description: 'Fiscal calendar' }] },
  {
    table: 'MainAccounts',
    rows: accounts.map(([MainAccountId, Name, MainAccountType]) => ({ ChartOfAccounts: chart, MainAccountId, Name, MainAccountType })),
  },
];

/**
 * Everything a company needs before its first actual can be imported and posted, with values that work: a consultant's setup for a small
 * service company. Time and material accrues revenue, fixed price goes by completed percentage, one journal a month.
 */
export const projectAccountingSetup = (company: string): readonly SetupRows[] => {
  const dataAreaId = company.toLowerCase();
  return [
    {
      table: 'LedgerFiscalPeriods',
      rows: YEARS.flatMap((year) =>
        monthsOf(year).map(({ name, start, end }) => ({
          LedgerName: dataAreaId,
          Calendar: CALENDAR,
          YearName: String(year),
          PeriodName: name,
          LegalEntityId: company.toUpperCase(),
          StartDate: `${start}T12:00:00Z`,
          EndDate: `${end}T12:00:00Z`,
          PeriodStatus: 'Open',
        })),
      ),
    },
    {
      table: 'ProjectLineProperties',
      rows: lineProperties.map(([LinePropertyId, Name, IsChargeable, CanAccrueRevenue]) => ({
        dataAreaId,
        LinePropertyId,
        Name,
        IsChargeable,
        CanAccrueRevenue,
      })),
    },
    {
      table: 'ProjBillingTypeLinePropertyDefaults',
      rows: billingTypes.map(([BillingType, LinePropertyId]) => ({ dataAreaId, BillingType, LinePropertyId })),
    },
    {
      table: 'TaxGroups',
      rows: [{ dataAreaId, TaxGroupCode: 'AR-DOM', Description: 'Domestic sales' }],
    },
    {
      table: 'SalesTaxCodes',
      rows: [{ dataAreaId, TaxCodeId: 'STD', Description: 'Sales tax of 10 percent', Percentage: '10', SalesTaxPayableAccount: '250500' }],
    },
    { table: 'TaxGroupDatas', rows: [{ dataAreaId, TaxGroupId: 'AR-DOM', TaxCodeId: 'STD' }] },
    { table: 'TaxItemGroups', rows: [{ dataAreaId, TaxItemGroupCode: 'FULL', TaxCodeId: 'STD', Description: 'Fully taxed' }] },
    {
      table: 'ProjectCategories',
      rows: categories.map(([CategoryId, TransType]) => ({
        dataAreaId,
        CategoryId,
        Name: CategoryId,
        TransType,
        ItemSalesTaxGroup: 'FULL',
      })),
    },
    { table: 'ProjectCostRevenueProfiles', rows: profiles.map((profile) => ({ dataAreaId, ...profile })) },
    {
      table: 'ProjectCostRevenueProfileRules',
      rows: [
        { dataAreaId, RuleId: 'ALL-TM', ProfileId: 'TM-WIP', Relation: 'All' },
        { dataAreaId, RuleId: 'ALL-FP', ProfileId: 'FP-PERCENT', Relation: 'All' },
      ],
    },
    {
      table: 'ProjectLedgerPostingDefinitions',
      rows: postings.map(([PostingType, TransType, MainAccountId]) => ({
        dataAreaId,
        PostingType,
        TransType,
        CategoryId: '',
        MainAccountId,
      })),
    },
    {
      table: 'ProjectParameters',
      rows: [
        {
          dataAreaId,
          IsIntegrationEnabled: 'Yes',
          PeriodUnit: 'Months',
          MoveToOpenPeriod: 'No',
          TransferErrorLinesToNewJournal: 'Yes',
          HourCategoryId: 'Hours',
          ExpenseCategoryId: 'Expenses',
          ItemCategoryId: 'Materials',
          FeeCategoryId: 'Fees',
          OnAccountCategoryId: 'OnAccount',
          ExpenseIntegrationAccount: '155100',
          ProcurementIntegrationAccount: '155200',
          SalesTaxGroupMethod: 'Search',
          ItemSalesTaxGroupMethod: 'Category',
          ForecastModelId: 'Original',
        },
      ],
    },
  ];
};

/** The ledger of a company that has none yet. */
export const ledgerSetup = (company: string, accountingCurrency: string): SetupRows => ({
  table: 'Ledgers',
  rows: [
    {
      LegalEntityId: company.toUpperCase(),
      Name: company.toLowerCase(),
      AccountingCurrency: accountingCurrency,
      ReportingCurrency: accountingCurrency,
      ExchangeRateType: 'Default',
      FiscalCalendar: CALENDAR,
      ChartOfAccounts: CHART,
    },
  ],
});
