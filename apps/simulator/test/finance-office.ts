import type { JsonObject } from '../src/control/read-body';
import type { Row } from '../src/odata/model';
import { Simulator } from '../src/shell/simulator';

const caller = { clientId: 'concord', objectId: '0c0c0c0c-0000-4000-8000-000000000001', kind: 'application' } as const;

export const actualId = (number: number): string => `a0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const importId = (number: number): string => `b0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const classes = { time: 192350000, expense: 192350001, material: 192350002, milestone: 192350003, fee: 192350004 };

export interface Staged extends Record<string, unknown> {
  readonly TransactionType: 'Cost' | 'Sales' | 'BilledSales' | 'ResourcingUnitCost' | 'InterOrgSales' | 'Tax';
}

/** Finance without socket, with what its specs do over and over: set up, stage actuals as the gateway does, act as the accountant. */
export class FinanceOffice {
  /** One for all: making it costs more than resetting it. */
  private static readonly shared = new Simulator();
  readonly simulator = FinanceOffice.shared;
  private connections = 0;

  constructor(company = 'uspm', currency = 'USD') {
    this.simulator.reset('empty');
    this.act('set-up-project-accounting', { company, currency });
  }

  act<Result = Record<string, never>>(name: string, parameters: JsonObject): Result {
    const action = this.simulator.actions.find((one) => one.name === name);
    if (action === undefined) throw new Error(`There is no action ${name}.`);
    return action.run(parameters) as Result;
  }

  /** The text an action is refused with. */
  refusal(name: string, parameters: JsonObject): string {
    try {
      this.act(name, parameters);
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error(`${name} was not refused.`);
  }

  api(method: string, path: string, body?: unknown): { readonly status: number; readonly message: string } {
    const response = this.simulator.finance.handle({
      method,
      url: `/data/${path}${path.includes('?') ? '&' : '?'}cross-company=true`,
      headers: {},
      body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
      caller,
      origin: 'http://sim',
    });
    const parsed =
      response.status >= 400 ? (JSON.parse(response.body.toString()) as { error?: { innererror?: { message?: string } } }) : {};
    return { status: response.status, message: parsed.error?.innererror?.message ?? '' };
  }

  seed(table: string, ...rows: Record<string, unknown>[]): void {
    this.simulator.finance.seed(table, rows);
  }

  rows(table: string, where: Record<string, unknown> = {}): Row[] {
    return this.simulator.finance.rows(table).rows.filter((row) => Object.entries(where).every(([name, value]) => row[name] === value));
  }

  row(table: string, where: Record<string, unknown>): Row {
    const found = this.rows(table, where);
    if (found.length !== 1) throw new Error(`${found.length} rows of ${table} match ${JSON.stringify(where)}.`);
    return found[0]!;
  }

  /** A project with its contract line; `internal` has none. */
  project(id: string, billing: 'TimeAndMaterial' | 'FixedPrice' | 'internal', more: Record<string, unknown> = {}, company = 'uspm'): void {
    const contract = `C-${id}`;
    this.seed('CustomersV3', { dataAreaId: company, CustomerAccount: 'CUST', CustomerGroupId: '10', SalesTaxGroup: 'AR-DOM' });
    this.seed('ProjectsV2', { dataAreaId: company, ProjectId: id, ProjectStage: 'InProcess', ...more });
    if (billing === 'internal') return;
    this.seed('ProjectContractHeaders', {
      dataAreaId: company,
      ProjectContractId: contract,
      Name: `Contract of ${id}`,
      SalesCurrencyCode: 'USD',
      CustomerAccountNumber: 'CUST',
    });
    this.seed('ProjectContractLines', {
      dataAreaId: company,
      ProjectContractId: contract,
      LineSequenceNumber: 1,
      ContractLineId: `L-${id}`,
      BillingMethod: billing,
      LineProjectId: id,
      LineAmount: '10000',
    });
  }

  /** Stages an actual as the actuals map does. */
  stage(number: number, fields: Staged, company = 'uspm'): { readonly status: number; readonly message: string } {
    const quantity = Number(fields['Quantity'] ?? 8);
    return this.api('POST', 'ProjActualsImports', {
      dataAreaId: company,
      ActualsImportId: importId(number),
      ActualId: actualId(number),
      TransactionClassification: classes.time,
      BillingType: fields.TransactionType === 'Cost' || fields.TransactionType === 'ResourcingUnitCost' ? 'NotAvailable' : 'Chargeable',
      ProjectId: 'P-1',
      ProjectDataAreaId: company,
      TransactionCurrencyId: 'USD',
      DocumentDate: '2026-03-10T12:00:00Z',
      StartDate: '2026-03-10T12:00:00Z',
      Quantity: quantity,
      Amount: quantity * Number(fields['UnitPrice'] ?? 0),
      ...fields,
    });
  }

  restage(number: number, fields: Record<string, unknown>, company = 'uspm') {
    return this.api('PATCH', `ProjActualsImports(dataAreaId='${company}',ActualsImportId=${importId(number)})`, fields);
  }

  staged(number: number): Row {
    return this.row('ProjActualsImports', { ActualsImportId: importId(number) });
  }

  state(number: number): Row {
    return this.row('ProjCDSActualsImports', { ActualsImportId: importId(number) });
  }

  connect(first: number, firstRole: string, second: number, secondRole: string): void {
    this.connections += 1;
    const answer = this.api('POST', 'ProjCDSTransactionRelationshipImports', {
      ConnectionId: `c0000000-0000-4000-8000-${String(this.connections).padStart(12, '0')}`,
      Transaction1Id: actualId(first),
      Transaction1Role: firstRole,
      Transaction1Type: 'msdyn_actual',
      Transaction2Id: actualId(second),
      Transaction2Role: secondRole,
      Transaction2Type: 'msdyn_actual',
    });
    if (answer.status !== 201) throw new Error(answer.message);
  }

  import(company = 'uspm', more: JsonObject = {}) {
    return this.act<ImportAnswer>('import-from-staging', { company, ...more });
  }

  post(company = 'uspm', more: JsonObject = {}) {
    return this.act<PostAnswer>('post-integration-journal', { company, ...more });
  }

  /** The journal line of an actual. */
  line(number: number): Row {
    return this.row('ProjAdvancedJournalLines', { ActualId: actualId(number) });
  }

  /** Accounts of a voucher: `[account, debit or (credit)]` in accounting currency, in the order they were posted. */
  voucher(voucher: string, company = 'uspm'): [string, string][] {
    return this.rows('GeneralJournalAccountEntries', { dataAreaId: company, Voucher: voucher }).map((entry) => [
      String(entry['MainAccountId']),
      String(entry['AccountingCurrencyAmount']),
    ]);
  }

  /** Balances by account, in accounting currency. */
  balances(company = 'uspm'): Record<string, number> {
    const balances: Record<string, number> = {};
    for (const { account, balance } of this.act<{ accounts: { account: string; balance: string }[] }>('show-trial-balance', { company })
      .accounts)
      balances[account] = Number(balance);
    return balances;
  }
}

export interface ImportAnswer {
  readonly lines: number;
  readonly isComplete: boolean;
  readonly journals: readonly { readonly journal: string; readonly lines: number }[];
  readonly proposals: readonly { readonly proposal: string; readonly lines: number }[];
  readonly log: readonly { readonly code: string; readonly message: string }[];
}

export interface PostAnswer {
  readonly journals: readonly {
    readonly journal: string;
    readonly status: string;
    readonly vouchers: readonly string[];
    readonly errorJournal?: string;
  }[];
  readonly posted: number;
  readonly failed: number;
  readonly writtenBack: number;
  readonly waitingForWriteBack: number;
  readonly log: readonly { readonly code: string; readonly message: string }[];
}
