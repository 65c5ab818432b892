import { ofType, type ApprovedActual, type Desk } from './desk';

/** One error of Finance, and how people come to it and out of it. */
export interface Refusal {
  readonly code: string;
  readonly what: string;
  /** Legal entity whose process refuses. */
  readonly company?: string;
  /** The fault in the setup. */
  readonly breaks: (desk: Desk) => Promise<unknown>;
  /** Somebody books, and nothing of it is wrong; answers the actual that Finance refuses. */
  readonly books: (desk: Desk) => Promise<ApprovedActual>;
  /** What the accountant reads, without the name of the actual where the text begins with it. */
  readonly reads: string;
  /** Only the fault is mended. */
  readonly mends: (desk: Desk) => Promise<unknown>;
}

const parameters = (desk: Desk, values: Record<string, string>, company = 'usmf') =>
  desk.act('set-project-parameters', { company, values });
const cost = async (desk: Desk, more: Record<string, unknown> = {}) => {
  const booked = await desk.hours(more);
  await desk.staged(booked);
  return ofType(booked, 'Cost');
};

/** Finance refuses the row itself. Source: domain/70-finance-accounting.md 3.4. */
export const stagingRefusals: readonly Refusal[] = [
  {
    code: 'STG-01',
    what: 'no line property for the billing type',
    breaks: (desk) => desk.act('set-billing-type-default', { company: 'usmf', billingType: 'NotAvailable' }),
    books: async (desk) => ofType(await desk.hours(), 'Cost'),
    reads: "Line property Not available doesn't exist.",
    mends: (desk) => desk.act('set-billing-type-default', { company: 'usmf', billingType: 'NotAvailable', lineProperty: 'NONBILL' }),
  },
  {
    code: 'STG-02',
    what: 'a legal entity that is not switched on',
    breaks: (desk) => parameters(desk, { IsIntegrationEnabled: 'No' }, 'ussi'),
    books: async (desk) => ofType(await desk.hours({ project: 'PRJ-USSI', resource: 'Ted Howard', task: undefined }), 'Cost'),
    reads: 'Project Operations integration is not enabled in legal entity USSI.',
    mends: (desk) => parameters(desk, { IsIntegrationEnabled: 'Yes' }, 'ussi'),
    company: 'ussi',
  },
];

/** Import from staging leaves the row out. Same source. */
export const importRefusals: readonly Refusal[] = [
  {
    code: 'IMP-01',
    what: 'the project was deleted in Finance while nobody synchronised projects',
    breaks: (desk) => desk.pause('setup-sync', 'msdyn_projects'),
    books: async (desk) => {
      const booked = await cost(desk, { project: 'PRJ-LOST', task: undefined });
      await desk.inFinance('remove', "ProjectsV2(dataAreaId='usmf',ProjectId='PRJ-LOST')");
      return booked;
    },
    reads: 'Project PRJ-LOST does not exist in legal entity USMF.',
    mends: async (desk) => {
      await desk.resume('setup-sync', 'msdyn_projects');
      await desk.until(
        async () => (await desk.rows('finance', 'ProjectsV2')).some(({ ProjectId }) => ProjectId === 'PRJ-LOST'),
        'the project to be back in Finance',
      );
    },
  },
  {
    code: 'IMP-02',
    what: 'no cost and revenue profile for a billable project',
    breaks: (desk) => desk.inFinance('remove', "ProjectCostRevenueProfileRules(dataAreaId='usmf',RuleId='ALL-TM')"),
    books: cost,
    reads: 'No project cost and revenue profile rule applies to project PRJ-1001.',
    mends: (desk) => desk.act('set-profile-rule', { company: 'usmf', profile: 'TM-WIP' }),
  },
  {
    code: 'IMP-03',
    what: 'no project category of the type, and no default',
    breaks: (desk) => parameters(desk, { HourCategoryId: '' }),
    books: (desk) => cost(desk, { category: 'Travel' }),
    reads:
      "Transaction category 'TCN-0000000001' has no project category of type Hour in legal entity USMF, and the project parameters have no default.",
    mends: (desk) => desk.act('add-project-category', { company: 'usmf', transactionCategory: 'TCN-0000000001', types: ['Hour'] }),
  },
  {
    code: 'IMP-04',
    what: 'no exchange rate for the day, entered later (S14)',
    company: 'demf',
    breaks: (desk) =>
      desk.until(
        async () => (await desk.rows('dataverse', 'transactioncurrencies')).some(({ isocurrencycode }) => isocurrencycode === 'GBP'),
        'pounds to be in Dataverse',
      ),
    books: async (desk) => {
      const booked = await desk.expense({ project: 'PRJ-1003', resource: 'Ewa Lang', currency: 'GBP', price: '75.50' });
      await desk.staged(booked);
      return ofType(booked, 'Cost');
    },
    reads: 'Exchange rate for currency GBP to currency EUR does not exist for date 3/10/2026.',
    mends: (desk) => desk.act('set-exchange-rate', { from: 'GBP', to: 'EUR', rate: '117.4', validFrom: '2026-03-01' }),
  },
  {
    code: 'IMP-05',
    what: 'no intercompany relationship of who lends with who borrows',
    company: 'demf',
    breaks: (desk) => desk.inFinance('remove', "ProjectIntercompanyRelationships(dataAreaId='demf',BorrowingCompany='usmf')"),
    books: async (desk) => {
      const booked = await desk.hours({ resource: 'Ewa Lang' });
      await desk.staged(booked);
      return ofType(booked, 'Resourcing Unit Cost');
    },
    reads: 'Intercompany relationship has to be set up between legal entity DEMF and USMF in Project Management and Accounting Parameters',
    mends: (desk) => desk.act('set-up-intercompany', { lending: 'demf', borrowing: 'usmf' }),
  },
  {
    code: 'IMP-06',
    what: 'a date that would be moved to the next open period, and there is none',
    breaks: async (desk) => {
      await parameters(desk, { MoveToOpenPeriod: 'Yes' });
      await desk.act('close-period', { company: 'usmf', date: '2030-12-01' });
    },
    books: (desk) => cost(desk, { date: '2030-12-10' }),
    reads: 'No open fiscal period was found in or after the specified accounting date 12/10/2030.',
    mends: (desk) => desk.act('open-period', { company: 'usmf', date: '2030-12-01' }),
  },
  {
    code: 'IMP-07',
    what: 'no integration account for the cost of a document of Finance',
    breaks: async (desk) => {
      await expenseReport(desk, 'EXP-000701');
      await parameters(desk, { ExpenseIntegrationAccount: '' });
    },
    books: (desk) => costOfExpenseReport(desk, 'EXP-000701'),
    reads: 'Expense integration account is not set in Project Management and Accounting Parameters of legal entity USMF.',
    mends: (desk) => parameters(desk, { ExpenseIntegrationAccount: '155100' }),
  },
  {
    code: 'IMP-08',
    what: 'the document that the cost comes of is not posted',
    breaks: () => Promise.resolve(),
    books: (desk) => costOfExpenseReport(desk, 'EXP-000801'),
    reads: 'Source document EXP-000801 is not posted in legal entity USMF.',
    mends: (desk) => expenseReport(desk, 'EXP-000801'),
  },
  {
    code: 'IMP-10',
    what: 'a product that another legal entity has released',
    breaks: async (desk) => {
      await desk.inFinance('create', 'EcoResReleasedDistinctProductCDSs', { dataAreaId: 'demf', ...gravel });
      await desk.until(
        async () => (await desk.rows('dataverse', 'products')).some((row) => row['msdyn_productnumber'] === gravel.ProductNumber),
        'the product to be in Dataverse',
      );
    },
    books: async (desk) => {
      const booked = await desk.usage({ product: gravel.ProductName, category: 'Materials', quantity: '3', cost: '19.90', price: '25' });
      await desk.staged(booked);
      return ofType(booked, 'Cost');
    },
    reads: 'Product D0007 is not released in legal entity USMF.',
    mends: (desk) => desk.inFinance('create', 'EcoResReleasedDistinctProductCDSs', { dataAreaId: 'usmf', ...gravel }),
  },
];

const gravel = { ProductNumber: 'D0007', ItemNumber: 'D0007', ProductName: 'Gravel', ProductType: 'Item' };

const expenseReport = (desk: Desk, id: string) =>
  desk.act('post-source-document', {
    company: 'usmf',
    document: 'ExpenseReport',
    id,
    project: 'PRJ-1001',
    amount: '64.20',
    date: '2026-03-09',
  });

/** The expense of a report of Finance, as it comes to Dataverse, where a job approves it. */
const costOfExpenseReport = async (desk: Desk, id: string): Promise<ApprovedActual> => {
  const one = async (table: string, column: string, is: (row: Readonly<Record<string, unknown>>) => boolean): Promise<string> =>
    String((await desk.rows('dataverse', table)).find(is)?.[column]);
  const project = await one('msdyn_projects', 'msdyn_projectid', (row) => row['msdyn_projectnumber'] === 'PRJ-1001');
  const task = await one(
    'msdyn_projecttasks',
    'msdyn_projecttaskid',
    (row) => row['_msdyn_project_value'] === project && row['msdyn_subject'] === 'Build',
  );
  const company = await one('cdm_companies', 'cdm_companyid', (row) => row['cdm_companycode'] === 'USMF');
  const currency = await one('transactioncurrencies', 'transactioncurrencyid', (row) => row['isocurrencycode'] === 'USD');
  const category = await one(
    'msdyn_expensecategories',
    'msdyn_expensecategoryid',
    (row) => row['msdyn_name'] === 'Travel' && row['_msdyn_owningcompany_value'] === company,
  );
  await desk.inDataverse('msdyn_expenses', {
    msdyn_name: `Line of ${id}`,
    msdyn_transactiondate: '2026-03-09T00:00:00Z',
    msdyn_quantity: 1,
    msdyn_price: 64.2,
    msdyn_amount: 64.2,
    msdyn_externaltransactionid: id,
    msdyn_externalprojecttransid: id,
    msdyn_hasexternalorigin: true,
    'msdyn_Project@odata.bind': `/msdyn_projects(${project})`,
    'msdyn_Task@odata.bind': `/msdyn_projecttasks(${task})`,
    'msdyn_ExpenseCategory@odata.bind': `/msdyn_expensecategories(${category})`,
    'msdyn_owningcompany@odata.bind': `/cdm_companies(${company})`,
    'transactioncurrencyid@odata.bind': `/transactioncurrencies(${currency})`,
  });
  await desk.advance(31);
  const made = (await desk.rows('dataverse', 'msdyn_actuals')).filter((row) => row['msdyn_externaloriginreference'] === id);
  const paid = made.find((row) => row['msdyn_transactiontypecode'] === 192350000);
  if (!paid) throw new Error(`the expense of ${id} was not approved: ${JSON.stringify(made)}`);
  const actual = {
    id: String(paid['msdyn_actualid']),
    type: 'Cost',
    class: 'Expense',
    quantity: '1',
    amount: '64.2',
    currency: 'USD',
    company: 'USMF',
    skipSync: false,
  };
  await desk.staged({ actuals: [actual] });
  return actual;
};
