import type { JsonObject } from '../src/control/read-body';
import type { Row } from '../src/odata/model';
import { Simulator } from '../src/shell/simulator';

const id = (space: string, number: number): string => `${space.padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** The companies, people and contracts of the worked examples: domain/30-estimates-actuals.md 30.6, 70-finance-accounting.md 8. */
export const ids = {
  uspm: id('1', 1),
  gbpm: id('1', 2),
  usd: '6d1a90f2-3c55-4b7a-9a10-0d2f5c000001',
  gbp: id('2', 2),
  usUnit: id('3', 1),
  usSecondUnit: id('3', 2),
  gbUnit: id('3', 3),
  consultant: id('4', 1),
  expert: id('4', 2),
  bob: id('5', 1),
  ewa: id('5', 2),
  sue: id('5', 3),
  adventure: id('6', 1),
  fabrikam: id('6', 2),
  usCosts: id('7', 1),
  gbCosts: id('7', 2),
  sales: id('7', 3),
  gbpSales: id('7', 4),
  secondCosts: id('7', 5),
  tmContract: id('8', 1),
  fpContract: id('8', 2),
  splitContract: id('8', 3),
  gbpContract: id('8', 4),
  tmLine: id('9', 1),
  fpLine: id('9', 2),
  splitLine: id('9', 3),
  gbpLine: id('9', 4),
  tmProject: id('a', 1),
  fpProject: id('a', 2),
  splitProject: id('a', 3),
  gbpProject: id('a', 4),
  internalProject: id('a', 5),
  travel: id('b', 1),
  flight: id('c', 1),
  hour: id('d', 1),
  cable: id('e', 1),
  parameters: id('12', 1),
  rule: (number: number) => id('f', number),
  milestone: (number: number) => id('10', number),
  task: (number: number) => id('11', number),
} as const;

export interface ShownActual {
  readonly id: string;
  readonly type: string;
  readonly class: string;
  readonly billingType: string;
  readonly quantity: string;
  readonly price: string;
  readonly amount: string;
  readonly currency: string;
  readonly company: string;
  readonly skipSync: boolean;
}

/** A Dataverse environment with those companies, without a socket: people act, and the rows tell what came of it. */
export class ProjectWorld {
  readonly simulator = new Simulator();

  constructor() {
    this.simulator.reset('empty');
    for (const [table, rows] of Object.entries(worldRows)) this.simulator.dataverse.seed(table, rows);
  }

  /** Throws what the control API would answer. */
  act(name: string, parameters: JsonObject = {}): JsonObject {
    const action = this.simulator.actions.find((candidate) => candidate.name === name);
    if (action === undefined) throw new Error(`There is no action '${name}'.`);
    return action.run(parameters);
  }

  /** Submits and approves hours, and answers the actuals. */
  book(hours: number | string, parameters: JsonObject = {}, billable?: number): ShownActual[] {
    const submitted = this.act('submit-time', { resource: 'Bob', project: 'P-TM', date: '2026-03-02', hours, ...parameters });
    return this.approve((submitted['entries'] as { entry: string }[])[0]!.entry, billable);
  }

  approve(entry: string, billable?: number): ShownActual[] {
    const answer = this.act('approve-time', { entries: entry, ...(billable === undefined ? {} : { billable }) });
    return (answer['entries'] as { actuals: ShownActual[] }[])[0]!.actuals;
  }

  rows(table: string): Row[] {
    return this.simulator.dataverse.rows(table).rows;
  }

  row(table: string, key: string): Row {
    const found = this.simulator.dataverse.find(table, key);
    if (found === undefined) throw new Error(`There is no ${table} ${key}.`);
    return found;
  }

  /** All connections between actuals, as pairs of roles and ids. */
  connections(): { readonly one: string; readonly role1: string; readonly two: string; readonly role2: string }[] {
    return this.rows('msdyn_transactionconnections')
      .filter((row) => row['msdyn_transaction1type'] === 'msdyn_actual' && row['msdyn_transaction2type'] === 'msdyn_actual')
      .map((row) => ({
        one: String(row['msdyn_transaction1']),
        role1: String(row['msdyn_transaction1role']),
        two: String(row['msdyn_transaction2']),
        role2: String(row['msdyn_transaction2role']),
      }));
  }
}

const contract = (key: string, number: string, currency: string, list: string) => ({
  salesorderid: key,
  name: number,
  msdyn_salesordernumber: number,
  msdyn_ordertype: 192350001,
  msdyn_psastatusreason: 192350003,
  _msdyn_company_value: ids.uspm,
  _msdyn_contractorganizationalunitid_value: ids.usUnit,
  _transactioncurrencyid_value: currency,
  _pricelevelid_value: list,
});
const line = (key: string, contractId: string, project: string, method: number) => ({
  salesorderdetailid: key,
  salesorderdetailname: `Line of ${project}`,
  msdyn_contractlinenumber: `L-${key.slice(-1)}`,
  lineitemnumber: 1,
  msdyn_linetype: 690970000,
  msdyn_billingmethod: method,
  _salesorderid_value: contractId,
  _msdyn_project_value: project,
});
const project = (key: string, number: string, contractId?: string) => ({
  msdyn_projectid: key,
  msdyn_subject: `Project ${number}`,
  msdyn_projectnumber: number,
  _msdyn_owningcompany_value: ids.uspm,
  _msdyn_contractorganizationalunitid_value: ids.usUnit,
  _msdyn_salesorderid_value: contractId,
});
const customerOf = (number: number, contractId: string, account: string, percentage: string) => ({
  msdyn_projectcontractsplitbillingruleid: ids.rule(number),
  msdyn_projectcontractsplitbillingrulenumber: `FS-${number}`,
  msdyn_splitpercentage: percentage,
  _msdyn_projectcontractid_value: contractId,
  _msdyn_customer_value: account,
});
const timeAndMaterial = 192350000;
const fixedPrice = 192350001;
const price = (list: string, amount: string, more: Record<string, string> = {}) => ({
  msdyn_price: amount,
  _msdyn_pricelist_value: list,
  _msdyn_resourcecategory_value: ids.consultant,
  ...more,
});

export const worldRows: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  cdm_companies: [
    { cdm_companyid: ids.uspm, cdm_companycode: 'USPM', cdm_name: 'Contoso Consulting USA' },
    { cdm_companyid: ids.gbpm, cdm_companycode: 'GBPM', cdm_name: 'Contoso Consulting UK' },
  ],
  transactioncurrencies: [
    {
      transactioncurrencyid: ids.gbp,
      isocurrencycode: 'GBP',
      currencyname: 'Pound',
      currencysymbol: '£',
      currencyprecision: 2,
      exchangerate: '0.8',
    },
  ],
  msdyn_ledgers: [
    { msdyn_name: 'uspm', _msdyn_company_value: ids.uspm, _msdyn_accountingcurrency_value: ids.usd },
    { msdyn_name: 'gbpm', _msdyn_company_value: ids.gbpm, _msdyn_accountingcurrency_value: ids.gbp },
  ],
  uoms: [{ uomid: ids.hour, name: 'Hour', msdyn_symbol: 'h' }],
  msdyn_projectparameters: [{ msdyn_projectparameterid: ids.parameters, msdyn_name: 'Parameters', _msdyn_defaultunit_value: ids.hour }],
  pricelevels: [
    { pricelevelid: ids.usCosts, name: 'Costs US', msdyn_context: 192350000, _transactioncurrencyid_value: ids.usd },
    { pricelevelid: ids.gbCosts, name: 'Costs UK', msdyn_context: 192350000, _transactioncurrencyid_value: ids.gbp },
    { pricelevelid: ids.secondCosts, name: 'Costs of the second unit', msdyn_context: 192350000, _transactioncurrencyid_value: ids.usd },
    { pricelevelid: ids.sales, name: 'Sales', msdyn_context: 192350002, _transactioncurrencyid_value: ids.usd },
    { pricelevelid: ids.gbpSales, name: 'Sales GBP', msdyn_context: 192350002, _transactioncurrencyid_value: ids.gbp },
  ],
  bookableresourcecategories: [
    { bookableresourcecategoryid: ids.consultant, name: 'Consultant', msdyn_resourcecategorynumber: 'ROLE-1' },
    { bookableresourcecategoryid: ids.expert, name: 'Expert', msdyn_resourcecategorynumber: 'ROLE-2' },
  ],
  msdyn_resourcecategorypricelevels: [
    price(ids.usCosts, '100'),
    price(ids.usCosts, '120', { _msdyn_resourcingcompany_value: ids.gbpm }),
    price(ids.usCosts, '110', { _msdyn_organizationalunit_value: ids.usSecondUnit }),
    price(ids.gbCosts, '88'),
    price(ids.secondCosts, '90'),
    price(ids.sales, '200'),
    price(ids.gbpSales, '250'),
    price(ids.usCosts, '120', { _msdyn_resourcecategory_value: ids.expert }),
    price(ids.gbpSales, '250', { _msdyn_resourcecategory_value: ids.expert }),
  ],
  msdyn_organizationalunits: [
    {
      msdyn_organizationalunitid: ids.usUnit,
      msdyn_name: 'US',
      _transactioncurrencyid_value: ids.usd,
      _msdyn_company_value: ids.uspm,
      _msdyn_costpricelist_value: ids.usCosts,
    },
    {
      msdyn_organizationalunitid: ids.usSecondUnit,
      msdyn_name: 'US East',
      _transactioncurrencyid_value: ids.usd,
      _msdyn_company_value: ids.uspm,
      _msdyn_costpricelist_value: ids.secondCosts,
    },
    {
      msdyn_organizationalunitid: ids.gbUnit,
      msdyn_name: 'UK',
      _transactioncurrencyid_value: ids.gbp,
      _msdyn_company_value: ids.gbpm,
      _msdyn_costpricelist_value: ids.gbCosts,
    },
  ],
  bookableresources: [
    {
      bookableresourceid: ids.bob,
      name: 'Bob',
      resourcetype: 3,
      _msdyn_organizationalunit_value: ids.usUnit,
      _msdyn_resourcecategory_value: ids.consultant,
      _msdyn_company_value: ids.uspm,
    },
    {
      bookableresourceid: ids.ewa,
      name: 'Ewa',
      resourcetype: 3,
      _msdyn_organizationalunit_value: ids.gbUnit,
      _msdyn_resourcecategory_value: ids.consultant,
      _msdyn_company_value: ids.gbpm,
    },
    {
      bookableresourceid: ids.sue,
      name: 'Sue',
      resourcetype: 3,
      _msdyn_organizationalunit_value: ids.usSecondUnit,
      _msdyn_resourcecategory_value: ids.consultant,
      _msdyn_company_value: ids.uspm,
    },
  ],
  accounts: [
    { accountid: ids.adventure, name: 'Adventure Works', accountnumber: 'C-1', _msdyn_company_value: ids.uspm },
    { accountid: ids.fabrikam, name: 'Fabrikam', accountnumber: 'C-2', _msdyn_company_value: ids.uspm },
  ],
  salesorders: [
    contract(ids.tmContract, 'C-TM', ids.usd, ids.sales),
    contract(ids.fpContract, 'C-FP', ids.usd, ids.sales),
    contract(ids.splitContract, 'C-SPLIT', ids.usd, ids.sales),
    contract(ids.gbpContract, 'C-GBP', ids.gbp, ids.gbpSales),
  ],
  salesorderdetails: [
    line(ids.tmLine, ids.tmContract, ids.tmProject, timeAndMaterial),
    line(ids.fpLine, ids.fpContract, ids.fpProject, fixedPrice),
    line(ids.splitLine, ids.splitContract, ids.splitProject, timeAndMaterial),
    line(ids.gbpLine, ids.gbpContract, ids.gbpProject, timeAndMaterial),
  ],
  msdyn_projectcontractsplitbillingrules: [
    customerOf(1, ids.tmContract, ids.adventure, '100'),
    customerOf(2, ids.fpContract, ids.adventure, '100'),
    customerOf(3, ids.splitContract, ids.adventure, '60'),
    customerOf(4, ids.splitContract, ids.fabrikam, '40'),
    customerOf(5, ids.gbpContract, ids.adventure, '100'),
  ],
  msdyn_projects: [
    project(ids.tmProject, 'P-TM', ids.tmContract),
    project(ids.fpProject, 'P-FP', ids.fpContract),
    project(ids.splitProject, 'P-SPLIT', ids.splitContract),
    project(ids.gbpProject, 'P-GBP', ids.gbpContract),
    project(ids.internalProject, 'P-INT'),
  ],
  msdyn_projecttasks: [
    {
      msdyn_projecttaskid: ids.task(1),
      msdyn_subject: 'Phase',
      msdyn_activitynumber: 'W-1',
      msdyn_summary: true,
      _msdyn_project_value: ids.tmProject,
    },
    {
      msdyn_projecttaskid: ids.task(2),
      msdyn_subject: 'Design',
      msdyn_activitynumber: 'W-2',
      msdyn_summary: false,
      _msdyn_project_value: ids.tmProject,
      _msdyn_parenttask_value: ids.task(1),
    },
  ],
  msdyn_transactioncategories: [
    { msdyn_transactioncategoryid: ids.travel, msdyn_name: 'Travel', msdyn_transactioncategorynumber: 'TCN-1' },
  ],
  msdyn_expensecategories: [
    {
      msdyn_expensecategoryid: ids.flight,
      msdyn_name: 'Flight',
      msdyn_externalcategoryid: 'FLIGHT',
      _msdyn_expensecategoryuid_value: ids.travel,
      _msdyn_owningcompany_value: ids.uspm,
    },
  ],
  products: [
    {
      productid: ids.cable,
      name: 'Cable',
      msdyn_productnumber: 'M-1',
      msdyn_itemnumber: 'M-1',
      price: '7.5',
      currentcost: '4.25',
      _transactioncurrencyid_value: ids.usd,
      _defaultuomid_value: ids.hour,
    },
  ],
  msdyn_contractlinescheduleofvalues: [1, 2].map((number) => ({
    msdyn_contractlinescheduleofvalueid: ids.milestone(number),
    msdyn_name: `M${number}`,
    msdyn_milestoneidentifier: `M${number}`,
    msdyn_amount: '5000',
    msdyn_invoicestatus: 192350000,
    msdyn_milestonedate: '2026-03-31',
    msdyn_transactionclassification: 192350003,
    _msdyn_contract_value: ids.fpContract,
    _msdyn_contractlineid_value: ids.fpLine,
    _msdyn_project_value: ids.fpProject,
    _msdyn_projectcontractsplitbillingrule_value: ids.rule(2),
    _transactioncurrencyid_value: ids.usd,
    _msdyn_owningcompany_value: ids.uspm,
  })),
};
