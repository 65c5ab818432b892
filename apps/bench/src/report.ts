import type { Latency } from './measure/latency';

/** What `npm run bench -- --json FILE` writes. */
export interface Result {
  readonly copyPerSecond: number;
  readonly naivePerSecond: number;
  readonly syncPerSecond: number;
  readonly latencyMs: Latency;
  readonly idleCpuPercent: number;
  readonly idleCpuPercentByService: Readonly<Record<string, number>>;
  readonly records: number;
  readonly naiveRecords: number;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US').padStart(9);

/** The figures, each beside its goal. */
export const report = (result: Result): string => {
  const times = result.syncPerSecond / result.naivePerSecond;
  const share = (100 * result.syncPerSecond) / result.copyPerSecond;
  const verdict = (holds: boolean): string => (holds ? 'reached' : 'MISSED');
  return [
    '',
    `  bare kafkajs copy          ${whole(result.copyPerSecond)} records/s`,
    `  straightforward handler    ${whole(result.naivePerSecond)} records/s   (${result.naiveRecords} of the records)`,
    `  Concord, change to settled ${whole(result.syncPerSecond)} records/s   (${result.records} records)`,
    '',
    `  against the straightforward handler  ${times.toFixed(1)} x    goal at least 20 x   ${verdict(times >= 20)}`,
    `  against the bare copy                ${share.toFixed(1)} %   goal at least 25 %   ${verdict(share >= 25)}`,
    `  latency, idle system   median ${result.latencyMs.p50.toFixed(0)} ms (goal under 50: ${verdict(result.latencyMs.p50 < 50)}), p99 ${result.latencyMs.p99.toFixed(0)} ms (goal under 150: ${verdict(result.latencyMs.p99 < 150)}), ${result.latencyMs.samples} edits`,
    `  idle CPU of a service  ${result.idleCpuPercent.toFixed(1)} %   goal under 2 %   ${verdict(result.idleCpuPercent < 2)}`,
  ].join('\n');
};
