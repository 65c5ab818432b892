import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './root.mjs';

let interrupted = false;

/** Whether a signal has come that ends us: failures from then on are its doing. */
export const isInterrupted = () => interrupted;

/** Groups of the commands that run now: whoever interrupts us interrupts them. */
const running = new Set();

/**
 * Runs a command in the checkout and waits for its end.
 *
 * @param {string[]} command program and arguments
 * @param {{ limitSeconds?: number, show?: boolean, env?: Record<string, string> }} options `show`: its output goes straight to the
 *   screen; otherwise it is answered
 * @returns {Promise<{ ok: boolean, output: string, seconds: number }>} `ok` is false as well when it took longer than its limit
 */
export const run = ([program, ...args], { limitSeconds = 600, show = false, env = {} } = {}) =>
  new Promise((resolve) => {
    const began = Date.now();
    const chunks = [];
    // A group of its own, so that what it started ends with it.
    const child = spawn(program, args, {
      cwd: root,
      detached: true,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }), ...env },
    });
    const finish = async (ok) => {
      clearTimeout(limit);
      await endGroupAndWait(child.pid); // whatever it left behind
      running.delete(child.pid);
      resolve({ ok, output: Buffer.concat(chunks).toString(), seconds: (Date.now() - began) / 1000 });
    };
    const limit = setTimeout(() => {
      chunks.push(Buffer.from(`\nEnded: it took longer than ${limitSeconds} s.\n`));
      if (show) console.error(`Ended: ${program} took longer than ${limitSeconds} s.`);
      endGroup(child.pid, 'SIGTERM');
      setTimeout(() => endGroup(child.pid, 'SIGKILL'), 5_000).unref();
    }, limitSeconds * 1000);
    running.add(child.pid);
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.once('error', (error) => {
      chunks.push(Buffer.from(`${program}: ${error.message}`));
      finish(false);
    });
    // Not `close`: a grandchild that lives on would hold the output open.
    child.once('exit', (code) => setImmediate(finish, code === 0));
  });

/**
 * To be called once by a command that can be interrupted: ends what runs, then leaves.
 *
 * @param {{ tidyUp: () => Promise<void>, orderly?: boolean }} options `orderly`: to be interrupted is how the command is meant to end
 */
export const endRunningWhenInterrupted = ({ tidyUp, orderly = false }) => {
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    // Not `once`: a library that sees no other listener left takes it on itself to end the process at once.
    process.on(signal, async () => {
      if (interrupted) return;
      interrupted = true;
      await endAllRunning();
      await Promise.race([tidyUp(), sleep(30_000)]);
      process.exit(orderly ? 0 : status);
    });
  }
};

/** First the commands, then what they leave behind: as long as they live, it is theirs. */
const endAllRunning = async () => {
  for (const pid of running) endGroup(pid, 'SIGTERM');
  for (let waited = 0; running.size > 0 && waited < 3_000; waited += 20) await sleep(20);
  for (const pid of running) endGroup(pid, 'SIGKILL');
};

/** Not for long: where nobody reaps orphans, a group that has ended seems to be there for ever. */
const endGroupAndWait = async (pid) => {
  for (let waited = 0; endGroup(pid, 'SIGKILL') && waited < 500; waited += 10) await sleep(10);
};

/** False when nobody of the group is left. */
const endGroup = (pid, signal) => {
  try {
    return pid !== undefined && process.kill(-pid, signal);
  } catch {
    return false;
  }
};
