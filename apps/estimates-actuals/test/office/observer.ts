import { eventually, type World } from '@concord/testing';
import type { Row } from './office';

/** Looks at both systems and at the area, as an accountant and an operator would. */
export class Observer {
  constructor(private readonly world: World) {}

  /** Waits for a row that holds at least these values. */
  arrives(system: 'dataverse' | 'finance', table: string, wanted: Row): Promise<Row> {
    return eventually(
      async () => {
        const rows = await this.world.control.rows(system, table);
        const row = rows.find((one) => holds(one, wanted));
        if (!row) throw new Error(`not there. Links that are not in step: ${await this.troubled()}`);
        return row;
      },
      { timeout: 45_000, describe: `${JSON.stringify(wanted)} in ${system} ${table}` },
    );
  }

  leaves(system: 'dataverse' | 'finance', table: string, gone: Row): Promise<boolean> {
    return eventually(async () => !(await this.world.control.rows(system, table)).some((row) => holds(row, gone)), {
      timeout: 45_000,
      describe: `${JSON.stringify(gone)} to be gone from ${system} ${table}`,
    });
  }

  /** No write of the area is on its way any more. */
  async settles(): Promise<void> {
    await eventually(async () => (await this.ask('estimates-actuals', 'status=pending')).length === 0, {
      timeout: 45_000,
      describe: 'all writes to be answered',
    });
  }

  async link(map: string, dataverseId: string): Promise<Row | undefined> {
    return (await this.ask('estimates-actuals', `map=${map}&record=${dataverseId}`))[0];
  }

  /** A document of a flow, once it is at a stage. */
  reaches(flow: string, document: string, stage: string): Promise<Row> {
    return eventually(
      async () => {
        const found = await this.document(flow, document);
        if (found?.['stage'] !== stage) throw new Error(`it is ${JSON.stringify(found)}`);
        return found;
      },
      { timeout: 45_000, describe: `${flow} ${document} to be ${stage}` },
    );
  }

  names(flow: string, document: string, problem: string): Promise<boolean> {
    return eventually(
      async () => {
        const problems = ((await this.document(flow, document))?.['problems'] ?? []) as readonly { code: string }[];
        return problems.some(({ code }) => code === problem);
      },
      { timeout: 45_000, describe: `${flow} ${document} to have the problem ${problem}` },
    );
  }

  async document(flow: string, document: string): Promise<Row | undefined> {
    const answer = await fetch(`${this.world.area('estimates-actuals').url}/flows/${flow}/${document}`);
    return answer.ok ? ((await answer.json()) as Row) : undefined;
  }

  /** Waits until all that entered the flow of actuals of a project, in accounting currency, has reached a stage. */
  balances(project: string, stage: string): Promise<Row> {
    return eventually(
      async () => {
        const answer = await fetch(`${this.world.area('estimates-actuals').url}/balances?flow=actuals&by=project&project=${project}`);
        const [balance] = (await answer.json()) as { entered: Row; stages: readonly { stage: string; balance: Row }[] }[];
        const left = balance?.stages.find((one) => one.stage === stage)?.balance['accountingAmount'];
        if (balance === undefined || left !== '0') throw new Error(`it is ${JSON.stringify(balance)}`);
        return balance;
      },
      { timeout: 45_000, describe: `the balance of ${project} ${stage} to be 0` },
    );
  }

  private async troubled(): Promise<string> {
    const areas = ['setup-sync', 'estimates-actuals'] as const;
    const troubles = ['failed', 'waiting', 'pending', 'conflict'];
    const lists = await Promise.all(areas.flatMap((area) => troubles.map((status) => this.ask(area, `status=${status}`))));
    return JSON.stringify(lists.flat());
  }

  private async ask(area: 'setup-sync' | 'estimates-actuals', query: string): Promise<readonly Row[]> {
    const answer = await fetch(`${this.world.area(area).url}/admin/links?limit=20&${query}`);
    return ((await answer.json()) as { links: readonly Row[] }).links;
  }
}

const holds = (row: Row, wanted: Row): boolean => Object.entries(wanted).every(([column, value]) => isSame(row[column], value));

/** Amounts by value: the two systems spell them as they please. */
const isSame = (held: unknown, wanted: unknown): boolean =>
  held === wanted || (typeof wanted === 'string' && /^-?\d+(\.\d+)?$/.test(wanted) && held !== null && Number(held) === Number(wanted));
