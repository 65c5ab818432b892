import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess } from '../process/end-process';
import { Ledger } from '../process/ledger';
import { isRunning, type ProcessIdentity } from '../process/process-identity';

export interface ServerCommand {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Standard output and error are appended here. */
  readonly log: string;
  /** What the log says when the server can be used. */
  readonly readyWhenLogSays: string;
  readonly askToStop: NodeJS.Signals;
  readonly uid?: number;
  readonly gid?: number;
  readonly env?: NodeJS.ProcessEnv;
}

const STARTS_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 30_000;

/** A server program on this machine that can be killed and started again. */
export class ServerProcess {
  private running: ProcessIdentity | undefined;
  private reaped: Promise<unknown> = Promise.resolve();

  constructor(private readonly settings: ServerCommand) {}

  get pid(): number | undefined {
    return this.running && isRunning(this.running) ? this.running.pid : undefined;
  }

  /** Resolves when the server says it is ready. */
  async start(): Promise<void> {
    if (this.pid !== undefined) return;
    const { name, command, args, log, uid, gid, env } = this.settings;
    const output = openSync(log, 'a');
    const logStart = statSync(log).size;
    const child = spawn(command, args, {
      stdio: ['ignore', output, output],
      // Of its own session: Ctrl-C goes to the foreground group, and the servers must outlive the services that drain into them.
      detached: true,
      cwd: '/', // a server that runs as another user may not be allowed where we are
      ...(uid === undefined ? {} : { uid, gid }),
      env: { ...process.env, ...env },
    });
    closeSync(output);
    const failure = new Promise<never>((_, reject) => child.once('error', reject));
    if (child.pid === undefined) return failure;
    this.running = Ledger.ofThisProcess.add(name, child.pid);
    this.reaped = once(child, 'exit');
    child.unref();
    await Promise.race([failure, this.untilReady(logStart)]);
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end(this.settings.askToStop);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (!this.running) return;
    await endProcess(this.running, signal, STOPS_WITHIN_MS);
    // To PostgreSQL, a dead process whose end nobody has taken note of yet still holds its data folder.
    await this.reaped;
    Ledger.ofThisProcess.remove(this.running.pid);
    this.running = undefined;
  }

  private async untilReady(logStart: number): Promise<void> {
    const { name, log, readyWhenLogSays } = this.settings;
    const deadline = Date.now() + STARTS_WITHIN_MS;
    for (;;) {
      const said = readFileSync(log).subarray(logStart).toString();
      if (said.includes(readyWhenLogSays)) return;
      const lastLines = said.trimEnd().split('\n').slice(-5).join('\n');
      if (this.pid === undefined) {
        if (this.running) Ledger.ofThisProcess.remove(this.running.pid);
        throw new Error(`${name} ended before it was ready; see ${log}. It said last:\n${lastLines}`);
      }
      if (Date.now() > deadline) {
        await this.kill();
        throw new Error(`${name} was not ready within ${STARTS_WITHIN_MS / 1000} s; see ${log}. It said last:\n${lastLines}`);
      }
      await sleep(25);
    }
  }
}
