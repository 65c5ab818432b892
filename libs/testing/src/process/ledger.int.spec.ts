import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { eventually } from '../eventually';
import { endLeftovers } from './ledger';
import { identify, isRunning } from './process-identity';

const root = resolve(__dirname, '../../../..');

/** A process that starts a stack, says what it started, and waits to be killed. */
const anOwner = `
  const { startStack } = require('./libs/testing/dist');
  startStack({ data: 'temporary', ports: 'free', ownServers: true }).then(({ kafka, postgres }) => {
    console.log(JSON.stringify({ pids: [kafka.pid, postgres.pid], log: kafka.log }));
    setInterval(() => undefined, 1000);
  });`;

describe('a run that was killed', () => {
  beforeAll(() => {
    execFileSync('node', ['node_modules/typescript7/bin/tsc', '-b', 'libs/testing/tsconfig.lib.json'], { cwd: root });
  }, 60_000);

  it('has what it left behind ended at the next start, and its temporary folder removed', async () => {
    const owner = spawn('node', ['-e', anOwner], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(owner.stdout, 'data')) as [Buffer];
    const { pids, log } = JSON.parse(said.toString()) as { pids: number[]; log: string };
    const left = pids.map((pid) => identify(pid));
    expect(left).toEqual(pids.map((pid) => ({ pid, startedAt: expect.any(String) })));

    await endLeftovers();
    expect(pids.map((pid) => identify(pid))).toEqual(left); // its owner lives: not a leftover

    owner.kill('SIGKILL');
    await once(owner, 'exit');
    await endLeftovers();
    // Another spec that starts a stack may be ending them at the same moment.
    await eventually(() => left.every((identity) => identity && !isRunning(identity)), { describe: 'Kafka and PostgreSQL to end' });
    await eventually(() => !existsSync(log), { describe: 'the temporary folder to be removed' });
  }, 120_000);

  it('is told from a process that was given its pid later', () => {
    const self = identify(process.pid);
    expect(self).toBeDefined();
    expect(isRunning({ pid: process.pid, startedAt: 'another time' })).toBe(false);
  });
});
