import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess, signal } from './end-process';
import { Ledger } from './ledger';
import { isRunning, type ProcessIdentity } from './process-identity';

export interface ProcessOptions {
  /** In messages, and of the log: `setup-sync`. */
  readonly name: string;
  /** The built JavaScript file, e.g. `apps/setup-sync/dist/main.js`. */
  readonly entry: string;
  readonly args?: readonly string[];
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Standard output and error are appended here. */
  readonly log: string;
  /** When it counts as started: its log holds this text, or this URL answers 2xx. */
  readonly ready: { readonly logSays: string } | { readonly url: string };
  /** Milliseconds until it must be ready; default 30,000. */
  readonly startsWithin?: number;
}

/** A service in a process of its own, to be killed and frozen at will. */
export interface StartedProcess {
  readonly name: string;
  readonly pid: number;
  readonly log: string;
  isRunning(): boolean;
  /** Delivers the signal, and for SIGKILL waits for the end. */
  kill(name: 'SIGKILL' | 'SIGTERM' | 'SIGINT' | 'SIGSTOP' | 'SIGCONT'): Promise<void>;
  /** Asks by SIGTERM, waits, and kills after `patienceMs` (default 5,000). Safe to call when it has ended. */
  stop(patienceMs?: number): Promise<void>;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** Starts a built service and waits until it is ready; fails with the end of its log when it ends before, or takes too long. */
export const startProcess = async (options: ProcessOptions): Promise<StartedProcess> => {
  const { name, entry, args = [], env, log } = options;
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'a');
  const logStart = statSync(log).size;
  // No source maps: reading those of two thousand modules takes a fourth of a start, and a start is what specs wait for most.
  const child = spawn(process.execPath, ['--max-semi-space-size=64', entry, ...args], {
    stdio: ['ignore', output, output],
    detached: true, // Ctrl-C is for whoever started it to pass on, in the right order
    env: { ...process.env, ...env },
  });
  closeSync(output);
  const ended = endOf(child);
  if (child.pid === undefined) throw new Error(`${name} could not be started: ${await ended}`);
  const identity = Ledger.ofThisProcess.add(name, child.pid);
  void ended.then(() => Ledger.ofThisProcess.remove(identity.pid));
  const started = describeStarted(name, log, identity, ended);
  try {
    await untilReady(options, started, logStart);
  } catch (error) {
    await started.kill('SIGKILL');
    throw error;
  }
  return started;
};

const endOf = async (child: ChildProcess): Promise<number | NodeJS.Signals> => {
  const [code, endedBy] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return endedBy ?? code ?? 0;
};

const describeStarted = (
  name: string,
  log: string,
  identity: ProcessIdentity,
  ended: Promise<number | NodeJS.Signals>,
): StartedProcess => ({
  name,
  log,
  ended,
  pid: identity.pid,
  isRunning: () => isRunning(identity),
  kill: async (signalName) => {
    signal(identity, signalName);
    if (signalName === 'SIGKILL') await ended;
  },
  stop: async (patienceMs = 5_000) => {
    signal(identity, 'SIGCONT'); // a frozen process cannot end in order
    await endProcess(identity, 'SIGTERM', patienceMs);
  },
});

const untilReady = async (
  { name, log, ready, startsWithin = 30_000 }: ProcessOptions,
  started: StartedProcess,
  logStart: number,
): Promise<void> => {
  const deadline = Date.now() + startsWithin;
  const said = (): string => readFileSync(log).subarray(logStart).toString();
  const isReady = 'url' in ready ? () => answers(ready.url) : () => said().includes(ready.logSays);
  while (!(await isReady())) {
    const lastLines = said().trimEnd().split('\n').slice(-15).join('\n');
    if (!started.isRunning())
      throw new Error(`${name} ended (${await started.ended}) before it was ready; see ${log}. It said last:\n${lastLines}`);
    if (Date.now() > deadline) throw new Error(`${name} was not ready within ${startsWithin} ms; see ${log}. It said last:\n${lastLines}`);
    await sleep(50);
  }
};

const answers = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer(); // an unread body keeps its connection
    return response.ok;
  } catch {
    return false; // not listening yet
  }
};
