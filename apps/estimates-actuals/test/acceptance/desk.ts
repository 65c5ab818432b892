import { eventually, type World } from '@concord/testing';
import type { Row } from '../office/office';

type Values = Record<string, unknown>;

/** An actual as the project manager who approves sees it. */
export interface ApprovedActual {
  readonly id: string;
  readonly type: string;
  readonly class: string;
  readonly quantity: string;
  readonly amount: string;
  readonly currency: string;
  readonly company: string;
  readonly skipSync: boolean;
}

export interface Approved {
  readonly entry: string;
  readonly actuals: readonly ApprovedActual[];
}

export interface ImportAnswer {
  readonly lines: number;
  readonly isComplete: boolean;
  readonly log: readonly { readonly code: string; readonly message: string; readonly actualId?: string }[];
}

export interface PostAnswer {
  readonly posted: number;
  readonly failed: number;
  readonly waitingForWriteBack: number;
  readonly journals: readonly { readonly journal: string; readonly status: string; readonly errorJournal?: string }[];
}

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

const timeout = 45_000;

/** Consultant, project manager, accountant and operator of the demo company, at work; each uses the own system only. */
export class Desk {
  constructor(private readonly world: World) {}

  act<Answer = Values>(name: string, parameters: Values): Promise<Answer> {
    return this.world.control.act(name, parameters) as Promise<Answer>;
  }

  /** Hours are worked, submitted and approved. */
  hours(more: Values = {}): Promise<Approved> {
    return this.approved('time', { resource: 'Bob Kelly', project: 'PRJ-1001', task: 'Build', date: '2026-03-10', hours: '8', ...more });
  }

  expense(more: Values = {}): Promise<Approved> {
    return this.approved('expense', {
      resource: 'Bob Kelly',
      project: 'PRJ-1001',
      task: 'Build',
      category: 'Travel',
      date: '2026-03-10',
      price: '120',
      currency: 'USD',
      ...more,
    });
  }

  usage(more: Values): Promise<Approved> {
    return this.approved('usage', { project: 'PRJ-1001', task: 'Build', date: '2026-03-10', currency: 'USD', ...more });
  }

  private async approved(noun: string, parameters: Values): Promise<Approved> {
    const { entries } = await this.act<{ entries: readonly { entry: string }[] }>(`submit-${noun}`, parameters);
    const { entries: approved } = await this.act<{ entries: readonly Approved[] }>(`approve-${noun}`, {
      entries: entries.map(({ entry }) => entry),
    });
    return approved[0] as Approved;
  }

  /** Waits until Finance holds each of them, save those that it must not have. */
  async staged({ actuals }: Pick<Approved, 'actuals'>): Promise<void> {
    const wanted = actuals.filter(({ skipSync }) => !skipSync).map(({ id }) => id);
    await eventually(
      async () => {
        const held = new Set((await this.rows('finance', 'ProjActualsImports')).map(({ ActualId }) => ActualId));
        return wanted.every((id) => held.has(id));
      },
      { timeout, every: 100, describe: `actuals ${wanted.join(', ')} to be staged` },
    );
  }

  import(company = 'usmf', more: Values = {}): Promise<ImportAnswer> {
    return this.act('import-from-staging', { company, ...more });
  }

  post(company = 'usmf', more: Values = {}): Promise<PostAnswer> {
    return this.act('post-integration-journal', { company, ...more });
  }

  /** What the accountant reads in Finance. */
  async log(company = 'usmf'): Promise<readonly { code: unknown; message: unknown; actual: unknown }[]> {
    return (await this.rows('finance', 'ProjectIntegrationLogs'))
      .filter(({ dataAreaId }) => dataAreaId === company)
      .map(({ Code, Message, ActualId }) => ({ code: Code, message: Message, actual: ActualId }));
  }

  async line(actual: string): Promise<Row | undefined> {
    return (await this.linesOf(actual))[0];
  }

  async linesOf(actual: string): Promise<readonly Row[]> {
    return (await this.rows('finance', 'ProjAdvancedJournalLines')).filter(({ ActualId }) => ActualId === actual);
  }

  async stagedRow(actual: string): Promise<Row | undefined> {
    return (await this.rows('finance', 'ProjActualsImports')).find(({ ActualId }) => ActualId === actual);
  }

  rows(system: 'dataverse' | 'finance', table: string): Promise<readonly Row[]> {
    return this.world.control.rows(system, table);
  }

  /** What the flow names on an actual, without anyone asking. */
  names(document: string, code: string, flow = 'actuals'): Promise<Problem> {
    return eventually(
      async () => {
        const problems = await this.problems(document, flow);
        const found = problems?.find((problem) => problem.code === code);
        if (!found) throw new Error(`its problems are ${JSON.stringify(problems)}`);
        return found;
      },
      { timeout, every: 100, describe: `${flow} ${document} to have the problem ${code}` },
    );
  }

  async isClear(document: string, flow = 'actuals'): Promise<void> {
    await eventually(
      async () => {
        const problems = await this.problems(document, flow);
        if (problems?.length !== 0) throw new Error(`its problems are ${JSON.stringify(problems)}`);
        return true;
      },
      { timeout, every: 100, describe: `${flow} ${document} to have no problem` },
    );
  }

  async problems(document: string, flow = 'actuals'): Promise<readonly Problem[] | undefined> {
    return (await this.document(document, flow))?.['problems'] as readonly Problem[] | undefined;
  }

  async document(document: string, flow = 'actuals'): Promise<Row | undefined> {
    const answer = await fetch(`${this.world.area('estimates-actuals').url}/flows/${flow}/${document}`);
    return answer.ok ? ((await answer.json()) as Row) : undefined;
  }

  /** The link of an actual once it is refused: what an operator reads. */
  refused(record: string, map = 'msdyn_actuals'): Promise<Problem> {
    return eventually(
      async () => {
        const query = new URLSearchParams({ map, record });
        const answer = await fetch(`${this.world.area('estimates-actuals').url}/admin/links?${query.toString()}`);
        const [link] = ((await answer.json()) as { links: readonly { status: string; error?: Problem }[] }).links;
        if (link?.status !== 'failed' || !link.error) throw new Error(`it is ${JSON.stringify(link)}`);
        return link.error;
      },
      { timeout, describe: `the link of ${record} to have failed` },
    );
  }

  /** An operator holds a map back. */
  async pause(area: 'setup-sync' | 'estimates-actuals', map: string): Promise<void> {
    await this.operate(area, map, 'pause', { reason: 'somebody looks into it' });
  }

  async resume(area: 'setup-sync' | 'estimates-actuals', map: string): Promise<void> {
    await this.operate(area, map, 'resume', {});
  }

  private async operate(area: 'setup-sync' | 'estimates-actuals', map: string, what: string, body: Values): Promise<void> {
    const answer = await fetch(`${this.world.area(area).url}/admin/maps/${map}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${what} ${map}: ${answer.status} ${await answer.text()}`);
  }

  /** Somebody enters, changes or deletes a record in Finance. */
  async inFinance(method: 'create' | 'change' | 'remove', path: string, row: Values = {}): Promise<void> {
    const url = `${path}?cross-company=true`;
    const { status, body } = await (method === 'remove' ? this.world.finance.remove(url) : this.world.finance[method](url, row));
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
  }

  async inDataverse(table: string, row: Values): Promise<void> {
    const { status, body } = await this.world.dataverse.create(table, row);
    if (status >= 300) throw new Error(`create ${table}: ${status} ${JSON.stringify(body)}`);
  }

  async advance(advanceSeconds: number): Promise<void> {
    await this.world.control.post('clock', { advanceSeconds });
  }

  until(condition: () => Promise<unknown>, describe: string): Promise<unknown> {
    return eventually(condition, { timeout, every: 100, describe });
  }
}

/** The one of a type, as approvals name types. */
export const ofType = ({ actuals }: Pick<Approved, 'actuals'>, type: string): ApprovedActual => {
  const found = actuals.find((actual) => actual.type === type);
  if (!found) throw new Error(`no ${type} among ${JSON.stringify(actuals)}`);
  return found;
};
