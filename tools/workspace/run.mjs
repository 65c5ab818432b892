import { spawn } from 'node:child_process';
import { root } from './root.mjs';

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
    const finish = (ok) => {
      clearTimeout(limit);
      running.delete(child.pid);
      endGroup(child.pid, 'SIGKILL'); // whatever it left behind
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
    child.once('close', (code) => finish(code === 0));
  });

/** To be called once by a command that can be interrupted: ends what runs, then leaves. */
export const endRunningWhenInterrupted = (tidyUp = async () => undefined) => {
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.once(signal, async () => {
      for (const pid of running) endGroup(pid, 'SIGTERM');
      await Promise.race([tidyUp(), new Promise((resolve) => setTimeout(resolve, 10_000))]);
      for (const pid of running) endGroup(pid, 'SIGKILL');
      process.exit(status);
    });
  }
};

const endGroup = (pid, signal) => {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // it has ended already
  }
};
