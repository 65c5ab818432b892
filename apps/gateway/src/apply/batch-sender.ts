import { setTimeout as delay } from 'node:timers/promises';
import { chunksOf } from '../capture/chunks';
import { SystemRefused, type Classified } from '../http/classified';
import { PausedTooLong } from '../http/limiter';
import type { BatchAnswer, BatchPart } from '../http/multipart';
import type { BatchSize } from './batch-size';

/** One part of a batch on behalf of one write. */
export interface Job<R> {
  readonly part: BatchPart;
  /** What the answers to the part mean: a result, or a refusal that may pass when tried again. */
  readonly read: (answers: readonly BatchAnswer[]) => R | { readonly again: Classified };
  readonly refused: (reason: Classified) => R;
}

export interface BatchChannel {
  /** Throws `SystemRefused` or `PausedTooLong`. */
  batch(parts: readonly BatchPart[], maxWaitMs?: number): Promise<BatchAnswer[][]>;
  throttled(answer: BatchAnswer): void;
}

export interface SendOptions {
  readonly size: BatchSize;
  /** How long jobs are tried before they are answered as refused for now. */
  readonly retryMs: number;
  /** Asked before each request; throws when the jobs are no longer ours to send. */
  readonly stillOurs: () => Promise<void>;
}

const firstWaitMs = 100;
const longestWaitMs = 2_000;

/**
 * Sends jobs in batches and separates their fates: what passes is done; what may pass later is tried again with backoff for a bounded time; a
 * batch that is refused as a whole is halved until the culprit stands alone.
 */
export const sendJobs = async <R>(channel: BatchChannel, jobs: readonly Job<R>[], options: SendOptions): Promise<Map<Job<R>, R>> => {
  const results = new Map<Job<R>, R>();
  const deadline = performance.now() + options.retryMs;
  let pending = [...jobs];
  for (let attempt = 0; pending.length > 0; attempt += 1) {
    if (attempt > 0) await delay(Math.min(longestWaitMs, firstWaitMs * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2));
    const again = new Map<Job<R>, Classified>();
    const chunks = chunksOf(pending, options.size.current);
    await Promise.all(chunks.map((chunk) => sendChunk(channel, chunk, options, deadline, results, again)));
    if (performance.now() < deadline) pending = [...again.keys()];
    else {
      for (const [job, reason] of again) results.set(job, job.refused(reason));
      pending = [];
    }
  }
  return results;
};

const sendChunk = async <R>(
  channel: BatchChannel,
  chunk: readonly Job<R>[],
  options: SendOptions,
  deadline: number,
  results: Map<Job<R>, R>,
  again: Map<Job<R>, Classified>,
): Promise<void> => {
  await options.stillOurs();
  const started = performance.now();
  let answers: BatchAnswer[][];
  try {
    answers = await channel.batch(
      chunk.map((job) => job.part),
      Math.max(0, deadline - started),
    );
    options.size.answered(performance.now() - started);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason.code === 'TOO_LARGE' || reason.status === 504 || /timeout/i.test(reason.message)) options.size.tooLarge();
    if (error instanceof PausedTooLong) for (const job of chunk) results.set(job, job.refused(reason));
    else if (reason.class === 'transient' || reason.class === 'throttled') for (const job of chunk) again.set(job, reason);
    else if (chunk.length === 1 || reason.class === 'configuration') for (const job of chunk) results.set(job, job.refused(reason));
    else {
      const middle = Math.ceil(chunk.length / 2);
      await sendChunk(channel, chunk.slice(0, middle), options, deadline, results, again);
      await sendChunk(channel, chunk.slice(middle), options, deadline, results, again);
    }
    return;
  }
  chunk.forEach((job, index) => {
    const own = answers[index];
    if (!own || own.length === 0) {
      again.set(job, cutShort);
      return;
    }
    for (const answer of own) if (answer.status === 429) channel.throttled(answer);
    const result = job.read(own);
    if (typeof result === 'object' && result !== null && 'again' in result) again.set(job, result.again);
    else results.set(job, result);
  });
};

const cutShort: Classified = {
  class: 'transient',
  code: 'ANSWER_CUT_SHORT',
  message: 'The answer to the batch ended before this part: whether it was applied is unknown.',
  remedy: 'Nothing: it is tried again by itself.',
  status: 0,
};

/** Throws what is no refusal of the system: a mistake of ours, or a claim that was lost. */
const reasonOf = (error: unknown): Classified => {
  if (error instanceof SystemRefused) return error.reason;
  if (error instanceof PausedTooLong)
    return {
      class: 'throttled',
      code: 'THROTTLED',
      message: error.message,
      remedy: 'Nothing: it is tried again by itself.',
      status: 429,
      retryAfterMs: Math.ceil(error.remainingMs),
    };
  if (error instanceof TypeError)
    // an answer that claims to be a multipart and is none
    return { class: 'transient', code: 'UNREADABLE_ANSWER', message: error.message, status: 0 };
  throw error;
};
export { reasonOf };
