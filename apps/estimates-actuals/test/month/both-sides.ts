import { indexed, text, type SimulatorControl, type StoredRow } from '@concord/testing';

/** Rows of Dataverse by the name of their table, and what people call the records that lookups name. */
export class BothSides {
  private constructor(
    private readonly tables: ReadonlyMap<string, readonly StoredRow[]>,
    private readonly byId: ReadonlyMap<string, ReadonlyMap<string, StoredRow>>,
  ) {}

  /** Reads what is stored; nothing of Concord has to do with it. */
  static async read(control: SimulatorControl): Promise<BothSides> {
    const tables = new Map<string, readonly StoredRow[]>();
    for (const [system, names] of Object.entries({ dataverse: Object.keys(idColumns), finance: financeTables }))
      for (const name of names) tables.set(name, await control.rows(system, name));
    const byId = new Map(Object.entries(idColumns).map(([name, id]) => [name, indexed(tables.get(name) ?? [], (row) => text(row, id))]));
    return new BothSides(tables, byId);
  }

  rows(table: string): readonly StoredRow[] {
    const rows = this.tables.get(table);
    if (rows === undefined) throw new Error(`${table} was not read`);
    return rows;
  }

  /** The record that a lookup names. */
  looked(table: keyof typeof idColumns, row: StoredRow | undefined, attribute: string): StoredRow | undefined {
    return this.byId.get(table)?.get(text(row, `_${attribute}_value`));
  }

  /** Legal entity that a lookup names, as Finance spells it in keys: `usmf`. */
  companyOf(row: StoredRow | undefined, attribute: string): string {
    return text(this.looked('cdm_companies', row, attribute), 'cdm_companycode').toLowerCase();
  }

  currencyOf(row: StoredRow | undefined): string {
    return text(this.looked('transactioncurrencies', row, 'transactioncurrencyid'), 'isocurrencycode');
  }
}

const idColumns = {
  cdm_companies: 'cdm_companyid',
  transactioncurrencies: 'transactioncurrencyid',
  accounts: 'accountid',
  salesorders: 'salesorderid',
  salesorderdetails: 'salesorderdetailid',
  msdyn_projectcontractsplitbillingrules: 'msdyn_projectcontractsplitbillingruleid',
  msdyn_projects: 'msdyn_projectid',
  msdyn_projecttasks: 'msdyn_projecttaskid',
  msdyn_transactioncategories: 'msdyn_transactioncategoryid',
  bookableresourcecategories: 'bookableresourcecategoryid',
  msdyn_projectteams: 'msdyn_projectteamid',
  uoms: 'uomid',
  msdyn_resourceassignments: 'msdyn_resourceassignmentid',
  msdyn_estimatelines: 'msdyn_estimatelineid',
  msdyn_actuals: 'msdyn_actualid',
  msdyn_transactionconnections: 'msdyn_transactionconnectionid',
} as const;

const financeTables = [
  'ProjectFundingSources',
  'ProjectTasks',
  'ProjectTransactionCategories',
  'ResResourceCategories',
  'ProjEstimateHoursImport',
  'ProjEstimateExpensesImports',
  'ProjActualsImports',
  'ProjCDSTransactionRelationshipImports',
] as const;
