import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { patchIdleCpu } from './idle-cpu.patch';

it('was written against this source: when it changes, see whether kafkajs has mended it, and patch again or drop the patch', () => {
  const source = readFileSync(require.resolve('kafkajs/src/network/requestQueue'));
  expect(createHash('sha256').update(source).digest('hex')).toBe('b55986089c14f8f7bfc377922e2e65b3e4c1e7c7af2752d3b10a75dfe9e9260c');
});

it('sets no timer where nothing is pending, and one where something is', () => {
  patchIdleCpu();
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an internal module without types
  const RequestQueue = require('kafkajs/src/network/requestQueue') as new (options: object) => {
    pending: unknown[];
    throttleCheckTimeoutId: unknown;
    scheduleCheckPendingRequests(): void;
    destroy(): void;
  };
  const queue = new RequestQueue({
    maxInFlightRequests: 1,
    requestTimeout: 1_000,
    clientId: 'spec',
    broker: 'spec',
    logger: { debug: () => undefined },
  });
  queue.scheduleCheckPendingRequests();
  expect(queue.throttleCheckTimeoutId).toBeNull();

  queue.pending.push({});
  queue.scheduleCheckPendingRequests();
  expect(queue.throttleCheckTimeoutId).not.toBeNull();
  queue.destroy();
});
