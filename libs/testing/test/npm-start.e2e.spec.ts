import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually } from '../src/eventually';
import { freePort } from '../src/process/ports';
import { identify, isRunning, type ProcessIdentity } from '../src/process/process-identity';
import { SimulatorControl } from '../src/world/simulator-control';
import { sumsOfBothSides, tableLines } from './closing-table';

const root = resolve(__dirname, '../../..');

interface RunFile {
  readonly pid: number;
  readonly kafka?: { readonly brokers: readonly string[] };
  readonly postgres?: { readonly url: string };
  readonly processes: ReadonlyArray<{ readonly name: string; readonly pid: number | null; readonly port: number; readonly log: string }>;
}

describe('npm start', () => {
  let folder = '';
  let output = '';
  let start: ChildProcess;
  const env: NodeJS.ProcessEnv = { ...process.env };

  const runFile = async (): Promise<RunFile> => JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as RunFile;
  const pidOf = async (name: string): Promise<number | null | undefined> =>
    (await runFile()).processes.find((process) => process.name === name)?.pid;

  const begin = async (...options: string[]): Promise<void> => {
    output = '';
    start = spawn(process.execPath, ['tools/start.mjs', ...options], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    start.stdout?.on('data', (text: Buffer) => (output += text.toString()));
    start.stderr?.on('data', (text: Buffer) => (output += text.toString()));
    await eventually(() => output.includes('Ctrl-C ends all of it') || start.exitCode !== null, { timeout: 240_000, every: 100 });
    if (start.exitCode !== null) throw new Error(`It ended by itself:\n${output}`);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'concord-start-'));
    await chmod(folder, 0o755); // PostgreSQL may run as another user
    env['CONCORD_FOLDER'] = folder;
    for (const variable of ['KAFKA_PORT', 'POSTGRES_PORT', 'SIMULATOR_PORT', 'GATEWAY_PORT', 'SETUP_SYNC_PORT', 'ESTIMATES_ACTUALS_PORT']) {
      env[variable] = String(await freePort());
    }
    await begin();
  }, 260_000);

  afterAll(async () => {
    if (start.exitCode === null) start.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('tells what runs where in run.json', async () => {
    const { processes, kafka, postgres } = await runFile();
    expect(processes.map(({ name }) => name)).toEqual(['simulator', 'gateway', 'setup-sync', 'estimates-actuals', 'kafka', 'postgres']);
    expect(kafka?.brokers).toHaveLength(1);
    expect(postgres?.url).toMatch(/^postgres:/);
    const ready = await fetch(`http://127.0.0.1:${env['SETUP_SYNC_PORT']}/health/ready`);
    expect(ready.status).toBe(200);
  });

  it('tells a month whose last table is what both systems hold, to the cent (I1)', async () => {
    const control = new SimulatorControl(`http://127.0.0.1:${env['SIMULATOR_PORT']}`);
    const sums = await sumsOfBothSides(control);
    const [booked, vouchers] = [tableLines(output, 'booked in'), tableLines(output, 'vouchers')];
    expect(booked).toEqual(
      sums.map(({ company, currency, dataverse, finance }) => [company, `booked in ${currency}`, dataverse, finance, '0.00', '0.00']),
    );
    expect(sums.map(({ company, currency }) => `${company} ${currency}`)).toEqual(['DEMF CHF', 'DEMF EUR', 'DEMF USD', 'USMF USD']);
    const inLedger = (await control.rows('finance', 'LedgerVouchers')).length;
    const inDataverse = (await control.rows('dataverse', 'msdyn_actuals')).filter((row) => row['msdyn_vouchernumber'] !== null).length;
    expect(vouchers).toEqual([['both', 'vouchers', String(inDataverse), String(inLedger), '0', '0']]);
    expect(inLedger).toBeGreaterThan(200);
    expect(output).toContain('the difference of the two sides is 0.00');
    expect(output).toContain('IMP-04'); // the rate that was missing
  }, 30_000);

  it('leaves nothing that waits or failed without a reason', async () => {
    for (const port of [env['SETUP_SYNC_PORT'], env['ESTIMATES_ACTUALS_PORT']]) {
      for (const status of ['pending', 'waiting', 'failed', 'conflict']) {
        const { links } = (await (await fetch(`http://127.0.0.1:${port}/admin/links?status=${status}`)).json()) as { links: unknown[] };
        expect({ port, status, links }).toEqual({ port, status, links: [] });
      }
    }
  }, 30_000);

  it('refuses to start a second time, and names the process that runs', async () => {
    const second = spawn(process.execPath, ['tools/start.mjs'], { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    second.stderr.on('data', (text: Buffer) => (said += text.toString()));
    expect(await once(second, 'close')).toEqual([1, null]);
    expect(said).toContain(`Concord runs here already, as process ${start.pid}`);
  }, 30_000);

  it('starts a service again that was killed, and tells its new pid (I7)', async () => {
    const killed = await pidOf('setup-sync');
    if (!killed) throw new Error('setup-sync does not run');
    process.kill(killed, 'SIGKILL');
    await eventually(
      async () => {
        const pid = await pidOf('setup-sync');
        return pid && pid !== killed;
      },
      { timeout: 60_000, describe: 'setup-sync to run again' },
    );
  }, 90_000);

  it('leaves nothing behind when it is interrupted', async () => {
    const { processes } = await runFile();
    const running = processes.flatMap(({ pid }): ProcessIdentity[] => (pid === null ? [] : [identify(pid)].filter((found) => !!found)));
    expect(running).toHaveLength(processes.filter(({ pid }) => pid !== null).length);
    start.kill('SIGINT');
    expect(await once(start, 'exit')).toEqual([0, null]);
    expect(running.filter(isRunning)).toEqual([]);
    expect(existsSync(join(folder, 'run.json'))).toBe(false);
  }, 90_000);

  it('starts again, and with --no-demo the services alone', async () => {
    await begin('--no-demo');
    expect(output).toContain('estimates-actuals');
    expect(output).not.toContain('Harbour Authority');
    start.kill('SIGINT');
    expect(await once(start, 'exit')).toEqual([0, null]);
  }, 250_000);
});
