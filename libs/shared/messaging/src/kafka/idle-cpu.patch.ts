/**
 * kafkajs 2.2.4 runs an endless 1 ms timer per connection once anything was sent on it (tulios/kafkajs#1751, #1768):
 * `scheduleCheckPendingRequests` asks for a timer in the past although nothing is pending, and the timer asks again. Idle consumers then
 * burn 8 % of a core. The patch returns where there is nothing to wait for. It can go when kafkajs fixes the issue; the spec beside this
 * file fails when the source it was written against changes.
 */

interface RequestQueue {
  throttleCheckTimeoutId: unknown;
  throttledUntil: number;
  pending: { length: number };
  scheduleCheckPendingRequests(): void;
}

const patched = Symbol.for('concord.kafkajs.idle-cpu');

export const patchIdleCpu = (): void => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an internal module without types
  const { prototype } = require('kafkajs/src/network/requestQueue') as { prototype: RequestQueue & { [patched]?: true } };
  if (prototype[patched]) return;

  const original = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function () {
    if (!this.throttleCheckTimeoutId && this.pending.length === 0 && this.throttledUntil <= Date.now()) return;
    original.call(this);
  };
  prototype[patched] = true;
};
