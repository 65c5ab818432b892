import { eventually, type World } from '@concord/testing';
import type { Row } from '../office/office';
import { DataverseTables } from './dataverse-tables';
import { Example } from './example';
import { FinanceTables } from './finance-tables';
import { inOrder, type Line } from './table';
import { amount, text } from './words';

type System = 'dataverse' | 'finance';

/** What both systems hold of one example, and what Concord says of it, as tables of words. */
export class TwoSides {
  private readonly example: Example;
  private readonly dataverse: DataverseTables;
  private readonly finance: FinanceTables;

  constructor(private readonly worldOf: () => World) {
    this.example = new Example(worldOf);
    this.dataverse = new DataverseTables(worldOf, this.example);
    this.finance = new FinanceTables(worldOf, this.example);
  }

  readonly actuals = () => this.dataverse.actuals();
  readonly connections = () => this.dataverse.connections();
  readonly writtenBack = () => this.dataverse.writtenBack();
  readonly staged = () => this.finance.staged();
  readonly relationships = () => this.finance.relationships();
  readonly journalLines = () => this.finance.journalLines();
  readonly proposalLines = () => this.finance.proposalLines();
  readonly ledger = () => this.finance.ledger();
  readonly transactions = () => this.finance.transactions();
  readonly milestones = () => this.finance.milestones();

  /** From here on the tables show what is new. */
  begin(): Promise<void> {
    return this.example.begin();
  }

  /** Looks until the table is this one; fails with the difference. */
  async shows(view: () => Promise<readonly Line[]>, wanted: readonly Line[]): Promise<void> {
    const same = JSON.stringify(wanted);
    let seen: readonly Line[] = [];
    await eventually(async () => JSON.stringify((seen = await view())) === same, { timeout: 45_000, every: 150 }).catch(() => undefined);
    expect(seen).toEqual(wanted);
  }

  /** What Concord wrote; people act otherwise. */
  readonly writes = async (): Promise<Line[]> => {
    const { writes } = await this.worldOf().control.statistics();
    const count = (system: System, name: string, ids: readonly string[], kind: 'creates' | 'updates'): string =>
      String(
        writes
          .filter((one) => one.system === system && one.table === name && ids.some((id) => id !== '' && one.key.toLowerCase().includes(id)))
          .reduce((sum, one) => sum + one[kind], 0),
      );
    const line = (what: string, dataverse: readonly [string, readonly string[]], finance: readonly [string, readonly string[]]): Line => ({
      what,
      'created in Finance': count('finance', ...finance, 'creates'),
      'changed in Finance': count('finance', ...finance, 'updates'),
      'created in Dataverse': count('dataverse', ...dataverse, 'creates'),
      'changed in Dataverse': count('dataverse', ...dataverse, 'updates'),
    });
    const names = await this.example.actualNames();
    const actuals = (await this.example.fresh('msdyn_actuals')).map((row) =>
      line(
        names.get(text(row['msdyn_actualid'])) ?? '',
        ['msdyn_actuals', [text(row['msdyn_actualid'])]],
        ['ProjActualsImports', [text(row['msdyn_actualimportid']).toLowerCase()]],
      ),
    );
    const connected = (await this.example.fresh('msdyn_transactionconnections')).map((row) => text(row['msdyn_transactionconnectionid']));
    return [
      ...inOrder(actuals),
      line('connections', ['msdyn_transactionconnections', connected], ['ProjCDSTransactionRelationshipImports', connected]),
    ];
  };

  /** Where the flow says that the actuals are. */
  readonly stages = async (): Promise<Line[]> => {
    const lines: Line[] = [];
    for (const [id, actual] of await this.example.actualNames()) {
      const document = await this.ask<{ stage?: string; problems: { code: string }[] }>(`flows/actuals/${id}`);
      lines.push({ actual, stage: document?.stage ?? 'none', problems: document?.problems.map(({ code }) => code).join(' ') ?? 'unknown' });
    }
    return lines;
  };

  /** Of a project, by company and currency: what entered, and what of it is not written back. */
  async balances(project: string): Promise<Line[]> {
    interface Money {
      readonly quantity?: string;
      readonly amount?: string;
      readonly accountingAmount?: string;
    }
    interface Balance {
      readonly dimensions: Row;
      readonly currency?: string;
      readonly documents: number;
      readonly entered: Money;
      readonly stages: readonly { readonly stage: string; readonly balance: Money; readonly openDocuments: number }[];
    }
    const balances = await this.ask<Balance[]>(`balances?flow=actuals&by=company,project&project=${project}`);
    const lines = (balances ?? []).map(({ dimensions, currency, documents, entered, stages }) => {
      const last = stages.find(({ stage }) => stage === 'writtenBack');
      return {
        company: text(dimensions['company']),
        currency: text(currency),
        actuals: String(documents),
        quantity: amount(entered.quantity),
        amount: amount(entered.amount),
        'in books': amount(entered.accountingAmount),
        'not written back': Number(last?.balance.accountingAmount ?? NaN).toFixed(2),
        open: String(last?.openDocuments),
      };
    });
    return inOrder(lines);
  }

  /** Id of an actual by its name in the tables. */
  async actual(name: string): Promise<string> {
    for (const [id, one] of await this.example.actualNames()) if (one === name) return id;
    throw new Error(`there is no ${name} yet`);
  }

  private async ask<T>(path: string): Promise<T | undefined> {
    const answer = await fetch(`${this.worldOf().area('estimates-actuals').url}/${path}`);
    return answer.ok ? ((await answer.json()) as T) : undefined;
  }
}
