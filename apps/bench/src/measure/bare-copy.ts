import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const script = resolve(__dirname, '../../../../libs/shared/messaging/bench/bare-copy.mjs');

/** Messages a second that a bare kafkajs loop copies from one topic to another, in a process of its own. */
export const measureBareCopy = async (brokers: readonly string[], from: string, to: string, count: number): Promise<number> => {
  const { stdout } = await promisify(execFile)(process.execPath, [script, brokers.join(','), from, to, String(count)]);
  return (JSON.parse(stdout) as { perSecond: number }).perSecond;
};
