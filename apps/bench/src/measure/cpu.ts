import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Clock ticks of user and system time of a process; Linux counts 100 a second. */
const ticksOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
};

/** Share of one core, in percent, that a process uses over `seconds`. */
export const cpuPercent = async (pids: readonly number[], seconds: number): Promise<number[]> => {
  const before = pids.map(ticksOf);
  const began = process.hrtime.bigint();
  await sleep(seconds * 1_000);
  const elapsed = Number(process.hrtime.bigint() - began) / 1e9;
  return pids.map((pid, index) => (ticksOf(pid) - (before[index] ?? 0)) / elapsed);
};
