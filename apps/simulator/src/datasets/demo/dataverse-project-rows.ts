import { chf, eur, list, table, unit, usd } from './dataverse-people-rows';
import { companyId, guid, ids } from './demo-ids';
import type { SeededTable } from './demo-setup';

const timeAndMaterial = 192350000;
const fixedPrice = 192350001;

/** Contract, its project and its tasks, by their place among the projects. */
const engagements = [
  {
    at: 0,
    name: 'Ski lift control',
    method: timeAndMaterial,
    company: 0,
    unit: 'us',
    list: 'usSales',
    currency: usd,
    customers: [[1, '100']],
    amount: '120000',
  },
  {
    at: 1,
    name: 'Plant relocation',
    method: fixedPrice,
    company: 0,
    unit: 'us',
    list: 'usSales',
    currency: usd,
    customers: [[2, '100']],
    amount: '10000',
  },
  {
    at: 2,
    name: 'Rollout Europe',
    method: timeAndMaterial,
    company: 2,
    unit: 'de',
    list: 'deSales',
    currency: eur,
    customers: [[3, '100']],
    amount: '80000',
  },
  {
    at: 3,
    name: 'Shared platform',
    method: timeAndMaterial,
    company: 0,
    unit: 'us',
    list: 'usSales',
    currency: usd,
    customers: [
      [1, '60'],
      [2, '40'],
    ],
    amount: '50000',
  },
  // Paid in francs, for which Finance has no rate to the euro: what is sold here waits until somebody enters it.
  {
    at: 5,
    name: 'Tunnel control',
    method: timeAndMaterial,
    company: 2,
    unit: 'de',
    list: 'chSales',
    currency: chf,
    customers: [[3, '100']],
    amount: '30000',
  },
] as const;
/** Needs no contract: it is internal. */
const internal = { at: 4, name: 'Internal training', company: 0 } as const;
const projects = [...engagements, internal];

const number = (index: number): string => String(1001 + index);
const contractOf = (index: number): string => guid(ids.contract, index + 1);
const projectOf = (index: number): string => guid(ids.project, index + 1);
const lineOf = (index: number): string => guid(ids.contractLine, index + 1);
const customerRows = engagements.flatMap(({ at, customers }) =>
  customers.map(([account, share]) => ({ account: guid(ids.account, account), share, at })),
);
const taskNames = ['Delivery', 'Analysis', 'Build', 'Rollout'];

/** A month at Contoso may begin: contracts of every kind with their projects and tasks, milestones, and what may be spent. */
export const projectRows: readonly SeededTable[] = [
  table(
    'salesorders',
    engagements.map((engagement) => ({
      salesorderid: contractOf(engagement.at),
      name: engagement.name,
      msdyn_salesordernumber: `CON-${number(engagement.at)}`,
      msdyn_ordertype: 192350001,
      msdyn_psastate: 192350002,
      msdyn_psastatusreason: 192350003,
      _customerid_value: guid(ids.account, engagement.customers[0][0]),
      '_customerid_value@type': 'account',
      _msdyn_company_value: companyId(engagement.company),
      _msdyn_contractorganizationalunitid_value: unit(engagement.unit),
      _pricelevelid_value: list(engagement.list),
      _transactioncurrencyid_value: engagement.currency,
    })),
  ),
  table(
    'salesorderdetails',
    engagements.map((engagement) => ({
      salesorderdetailid: lineOf(engagement.at),
      salesorderdetailname: engagement.name,
      productdescription: engagement.name,
      msdyn_contractlinenumber: `CON-${number(engagement.at)}-1`,
      lineitemnumber: 1,
      sequencenumber: 1,
      producttypecode: 5,
      msdyn_linetype: 690970000,
      msdyn_billingmethod: engagement.method,
      msdyn_includetime: true,
      msdyn_includeexpense: true,
      msdyn_includefee: true,
      msdyn_includematerial: true,
      baseamount: engagement.amount,
      extendedamount: engagement.amount,
      _salesorderid_value: contractOf(engagement.at),
      _msdyn_project_value: projectOf(engagement.at),
      _transactioncurrencyid_value: engagement.currency,
    })),
  ),
  table(
    'msdyn_projectcontractsplitbillingrules',
    customerRows.map(({ account, share, at }, row) => ({
      msdyn_projectcontractsplitbillingruleid: guid(ids.contractCustomer, row + 1),
      msdyn_name: `Customer ${row + 1}`,
      msdyn_projectcontractsplitbillingrulenumber: `FS-${number(row)}`,
      msdyn_splitpercentage: share,
      _msdyn_projectcontractid_value: contractOf(at),
      _msdyn_customer_value: account,
      _msdyn_paymentterm_value: guid(ids.paymentTerm, account === guid(ids.account, 3) ? 8 : 2),
    })),
  ),
  table(
    'msdyn_projects',
    projects.map((engagement) => ({
      msdyn_projectid: projectOf(engagement.at),
      msdyn_subject: engagement.name,
      msdyn_projectnumber: `PRJ-${number(engagement.at)}`,
      msdyn_scheduledstart: '2026-03-02T08:00:00Z',
      msdyn_finish: '2026-06-30T17:00:00Z',
      _msdyn_owningcompany_value: companyId(engagement.company),
      ...('unit' in engagement
        ? {
            _msdyn_contractorganizationalunitid_value: unit(engagement.unit),
            _msdyn_customer_value: guid(ids.account, engagement.customers[0][0]),
            _msdyn_salesorderid_value: contractOf(engagement.at),
            _transactioncurrencyid_value: engagement.currency,
          }
        : { _msdyn_contractorganizationalunitid_value: unit('us'), _transactioncurrencyid_value: usd }),
    })),
  ),
  table(
    'msdyn_projecttasks',
    projects.flatMap(({ at }) =>
      taskNames.map((subject, task) => ({
        msdyn_projecttaskid: guid(ids.task, at * taskNames.length + task + 1),
        msdyn_subject: subject,
        msdyn_activitynumber: `W${number(at)}${task}`,
        msdyn_outlinelevel: task === 0 ? 1 : 2,
        msdyn_displaysequence: String(task + 1),
        msdyn_summary: task === 0,
        msdyn_ismilestone: false,
        msdyn_LinkStatus: 192350000,
        msdyn_start: '2026-03-02T08:00:00Z',
        msdyn_finish: '2026-06-30T17:00:00Z',
        msdyn_effort: task === 0 ? 240 : 80,
        _msdyn_project_value: projectOf(at),
        ...(task === 0
          ? {}
          : {
              _msdyn_parenttask_value: guid(ids.task, at * taskNames.length + 1),
              _msdyn_transactioncategory_value: guid(ids.category, task === 2 ? 4 : 3),
            }),
      })),
    ),
  ),
  table(
    'msdyn_contractlinescheduleofvalues',
    [1, 2].map((milestone) => ({
      msdyn_contractlinescheduleofvalueid: guid(ids.milestone, milestone),
      msdyn_name: `Milestone ${milestone}`,
      msdyn_milestoneidentifier: `MS-${number(milestone - 1)}`,
      msdyn_amount: '5000',
      msdyn_amount_after_tax: '5000',
      msdyn_milestonedate: milestone === 1 ? '2026-03-31' : '2026-06-30',
      msdyn_invoicedate: milestone === 1 ? '2026-03-31T00:00:00Z' : '2026-06-30T00:00:00Z',
      msdyn_invoicestatus: 192350000,
      msdyn_transactionclassification: 192350003,
      msdyn_transactiontypecode: 192350004,
      _msdyn_contract_value: contractOf(1),
      _msdyn_contractlineid_value: lineOf(1),
      _msdyn_project_value: projectOf(1),
      _msdyn_projectcontractsplitbillingrule_value: guid(ids.contractCustomer, 2),
      _msdyn_owningcompany_value: companyId(0),
      _transactioncurrencyid_value: usd,
    })),
  ),
  table(
    'msdyn_expensecategories',
    [0, 1, 2].flatMap((company) =>
      [
        ['Travel', 192350003, 1],
        ['Hotel', 192350000, 2],
      ].map(([name, expensetype, category], index) => ({
        msdyn_expensecategoryid: guid(ids.expenseCategory, company * 2 + index + 1),
        msdyn_name: name,
        msdyn_expensetype: expensetype,
        msdyn_externalcategoryid: String(name).toUpperCase(),
        _msdyn_expensecategoryuid_value: guid(ids.category, Number(category)),
        _msdyn_owningcompany_value: companyId(company),
      })),
    ),
  ),
];
