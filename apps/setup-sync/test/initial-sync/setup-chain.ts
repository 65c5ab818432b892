import type { Row } from '../setup-world';

export interface SeededRows {
  readonly system: 'dataverse' | 'finance';
  readonly table: string;
  readonly rows: readonly Row[];
}

export const companies = ['usmf', 'demf'];
export const PROJECTS = 30;
/** A root, two below it, four below these. */
export const TASKS_EACH = 7;

const count = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index);
export const id = (kind: string, n: number): string => `${kind.padEnd(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;
const companyOf = (n: number): number => n % companies.length;
/** Rows of every kind belong to the companies in turn. */
export const companyId = (n: number): string => id('c0', companyOf(n));
/** Code of the company whose row a lookup points at. */
export const codeOf = (wanted: unknown): string => companies.find((_, n) => companyId(n) === wanted) ?? '';
/** Children are read before their parents: rows come in the order of their ids. */
const task = (project: number, place: number): string => id('7a', project * 100 + (TASKS_EACH - place));

/**
 * Everything a company has set up in Dataverse, and of Finance what Finance alone can know. Numbers repeat between the companies.
 *
 * @param usd id of the base currency, which Dataverse has from its first day
 */
export const chainOf = (usd: string): readonly SeededRows[] => [
  {
    system: 'finance',
    table: 'Currencies',
    rows: [
      { CurrencyCode: 'USD', Name: 'US Dollar', Symbol: '$' },
      { CurrencyCode: 'EUR', Name: 'Euro', Symbol: 'E' },
    ],
  },
  { system: 'finance', table: 'LegalEntities', rows: companies.map((code) => ({ LegalEntityId: code.toUpperCase(), Name: code })) },
  {
    system: 'finance',
    table: 'CustomerGroups',
    rows: companies.map((dataAreaId) => ({ dataAreaId, CustomerGroupId: '10', Description: 'All' })),
  },
  {
    system: 'finance',
    table: 'UnitsOfMeasure',
    rows: [{ UnitSymbol: 'h', UnitClass: 'Time', DecimalPrecision: 2, SystemOfUnits: 'None', UnitDescription: 'Hour' }],
  },
  {
    system: 'finance',
    table: 'EcoResReleasedDistinctProductCDSs',
    rows: companies.map((dataAreaId) => ({
      dataAreaId,
      ProductNumber: 'D1',
      ItemNumber: 'D1',
      ProductName: 'Gravel',
      CurrencyCode: 'USD',
      SalesUnitSymbol: 'h',
      ProductType: 'Item',
      IsStockedProduct: 'No',
    })),
  },
  { system: 'dataverse', table: 'uomschedules', rows: [{ uomscheduleid: id('5c', 1), name: 'Time' }] },
  {
    system: 'dataverse',
    table: 'cdm_companies',
    rows: companies.map((code, n) => ({ cdm_companyid: companyId(n), cdm_companycode: code.toUpperCase(), cdm_name: code })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_customergroups',
    rows: companies.map((_, n) => ({ msdyn_customergroupid: id('96', n), msdyn_groupid: '10', _msdyn_company_value: companyId(n) })),
  },
  {
    system: 'dataverse',
    table: 'accounts',
    rows: count(PROJECTS).map((n) => ({
      accountid: id('ac', n),
      accountnumber: `C-${String(n >> 1)}`,
      name: `Customer ${String(n)}`,
      customertypecode: 3,
      _msdyn_company_value: companyId(n),
      _msdyn_customergroupid_value: id('96', companyOf(n)),
      // Itself, or a later one of the same company.
      _msdyn_billingaccount_value: n % 4 === 0 ? id('ac', n) : n % 4 === 1 && n + 2 < PROJECTS ? id('ac', n + 2) : null,
    })),
  },
  {
    system: 'dataverse',
    table: 'bookableresourcecategories',
    rows: count(5).map((n) => ({
      bookableresourcecategoryid: id('bc', n),
      name: `Role ${String(n)}`,
      msdyn_resourcecategorynumber: `R-${String(n)}`,
    })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_transactioncategories',
    rows: count(5).map((n) => ({
      msdyn_transactioncategoryid: id('7c', n),
      msdyn_name: `Category ${String(n)}`,
      msdyn_transactioncategorynumber: `TCN-${String(n)}`,
    })),
  },
  {
    system: 'dataverse',
    table: 'cdm_workers',
    rows: count(5).map((n) => ({ cdm_workerid: id('d0', n), cdm_workernumber: `W-${String(n)}`, cdm_firstname: 'Ada' })),
  },
  {
    system: 'dataverse',
    table: 'bookableresources',
    rows: count(5).map((n) => ({ bookableresourceid: id('b0', n), name: `Resource ${String(n)}`, _msdyn_worker_value: id('d0', n) })),
  },
  {
    system: 'dataverse',
    table: 'salesorders',
    rows: count(PROJECTS).map((n) => ({
      salesorderid: id('50', n),
      name: `Contract ${String(n)}`,
      msdyn_salesordernumber: `PC-${String(n >> 1)}`,
      msdyn_ordertype: 192350001,
      _msdyn_company_value: companyId(n),
      _customerid_value: id('ac', n),
      '_customerid_value@type': 'account',
      _transactioncurrencyid_value: usd,
    })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_projectcontractsplitbillingrules',
    rows: count(PROJECTS).map((n) => ({
      msdyn_projectcontractsplitbillingruleid: id('f0', n),
      msdyn_projectcontractsplitbillingrulenumber: `FS-${String(n >> 1)}`,
      _msdyn_projectcontractid_value: id('50', n),
      _msdyn_customer_value: id('ac', n),
      '_msdyn_customer_value@type': 'account',
    })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_projects',
    rows: count(PROJECTS).map((n) => ({
      msdyn_projectid: id('a0', n),
      msdyn_projectnumber: `P-${String(n >> 1)}`,
      msdyn_subject: `Project ${String(n)}`,
      _msdyn_owningcompany_value: companyId(n),
      _msdyn_customer_value: id('ac', n),
      _msdyn_salesorderid_value: id('50', n),
    })),
  },
  {
    system: 'dataverse',
    table: 'salesorderdetails',
    rows: count(PROJECTS).map((n) => ({
      salesorderdetailid: id('5d', n),
      productdescription: 'Surveying',
      sequencenumber: 1,
      msdyn_contractlinenumber: `CL-${String(n >> 1)}`,
      msdyn_linetype: 690970000,
      msdyn_billingmethod: 192350001,
      extendedamount: 1000,
      _salesorderid_value: id('50', n),
      _msdyn_project_value: id('a0', n),
    })),
  },
  {
    system: 'dataverse',
    table: 'msdyn_projecttasks',
    rows: count(PROJECTS).flatMap((n) =>
      count(TASKS_EACH).map((place) => ({
        msdyn_projecttaskid: task(n, place),
        msdyn_subject: `Task ${String(place)}`,
        msdyn_activitynumber: `A-${String(place)}`,
        msdyn_outlinelevel: Math.floor(Math.log2(place + 1)) + 1,
        _msdyn_project_value: id('a0', n),
        _msdyn_parenttask_value: place === 0 ? null : task(n, (place - 1) >> 1),
      })),
    ),
  },
  {
    system: 'dataverse',
    table: 'msdyn_contractlinescheduleofvalues',
    rows: count(PROJECTS).map((n) => ({
      msdyn_contractlinescheduleofvalueid: id('35', n),
      msdyn_name: 'Half way',
      msdyn_amount: 500,
      msdyn_milestonedate: '2026-06-30',
      _msdyn_contract_value: id('50', n),
      _msdyn_contractlineid_value: id('5d', n),
      _msdyn_project_value: id('a0', n),
      _msdyn_projecttask_value: task(n, 6),
      _transactioncurrencyid_value: usd,
    })),
  },
];
