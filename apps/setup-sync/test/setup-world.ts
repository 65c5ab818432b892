import { eventually, startWorld, type World, type WorldOptions } from '@concord/testing';

export type Row = Readonly<Record<string, unknown>>;
type SystemName = 'dataverse' | 'finance';

/** A world with setup-sync in it, and what specs of the setup tables do in it again and again. */
export class SetupWorld {
  private constructor(readonly world: World) {}

  static async start(options: WorldOptions): Promise<SetupWorld> {
    return new SetupWorld(
      await startWorld({ ...options, env: { GATEWAY_SWEEP_SMALL_MS: '1000', GATEWAY_DATAVERSE_POLL_MS: '500', ...options.env } }),
    );
  }

  stop(): Promise<void> {
    return this.world.stop();
  }

  /** Id of a row of Dataverse, e.g. of the demo data; fails when there is none. */
  async idOf(table: string, column: string, wanted: Row): Promise<string> {
    const row = (await this.world.dataverse.rows(table)).find((one) => holds(one, wanted));
    if (!row) throw new Error(`no row ${JSON.stringify(wanted)} in ${table}`);
    return String(row[column]);
  }

  /** What an answer brought; fails with it when the system refused. */
  async done(answer: Promise<{ status: number; body: Row }>): Promise<Row> {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`${String(status)} ${JSON.stringify(body)}`);
    return body;
  }

  /** Waits for a row of a system's table that holds at least these values. */
  arrives(system: SystemName, table: string, wanted: Row, timeout = 30_000): Promise<Row> {
    return eventually(
      async () => {
        const row = (await this.world.control.rows(system, table)).find((one) => holds(one, wanted));
        if (!row) throw new Error(`not there. Links that are not in step: ${await this.troubled()}`);
        return row;
      },
      { timeout, describe: `${JSON.stringify(wanted)} in ${system} ${table}` },
    );
  }

  leaves(system: SystemName, table: string, gone: Row): Promise<boolean> {
    return eventually(async () => !(await this.world.control.rows(system, table)).some((row) => holds(row, gone)), {
      timeout: 30_000,
      describe: `${JSON.stringify(gone)} to be gone from ${system} ${table}`,
    });
  }

  /** Waits until the link of a Dataverse record stands where it should. */
  stands(map: string, dataverseId: string, status: string): Promise<boolean> {
    return eventually(async () => (await this.linkOf(map, dataverseId))?.['status'] === status, {
      timeout: 30_000,
      describe: `${map} ${dataverseId} to be ${status}`,
    });
  }

  async linkOf(map: string, dataverseId: string): Promise<Row | undefined> {
    const { links } = (await this.admin(`links?map=${map}&record=${dataverseId}`)) as { links: readonly Row[] };
    return links[0];
  }

  async admin(path: string, init?: RequestInit): Promise<unknown> {
    const answer = await fetch(`${this.world.setupSync.url}/admin/${path}`, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  /** What an operator would look at. */
  async troubled(): Promise<string> {
    const pages = await Promise.all(
      ['failed', 'waiting', 'pending', 'conflict', 'excluded'].map((status) => this.admin(`links?status=${status}&limit=10`)),
    );
    return JSON.stringify(
      (pages as { links: readonly Row[] }[]).flatMap(({ links }) =>
        links.map(({ map, status, integrationKey, dataverseId, error, reason }) => ({
          map,
          status,
          integrationKey,
          dataverseId,
          error,
          reason,
        })),
      ),
    );
  }
}

const holds = (row: Row, wanted: Row): boolean => Object.entries(wanted).every(([column, value]) => row[column] === value);
