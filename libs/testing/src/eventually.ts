import { setTimeout as sleep } from 'node:timers/promises';

export interface EventuallyOptions {
  /** Milliseconds until the condition is given up; default 10,000. */
  readonly timeout?: number;
  /** Milliseconds between two looks; default 25. */
  readonly every?: number;
  /** What is waited for, as the sentence in the failure: `the project to arrive in Finance`. */
  readonly describe?: string;
}

/**
 * Looks again and again until the condition holds, and answers what it saw. A condition holds when it answers something truthy; one
 * that throws (an `expect`, a refused connection) does not hold yet. Fails with what was seen last.
 */
export const eventually = async <T>(
  condition: () => T | Promise<T>,
  { timeout = 10_000, every = 25, describe = 'the condition' }: EventuallyOptions = {},
): Promise<NonNullable<T>> => {
  const deadline = Date.now() + timeout;
  for (;;) {
    const seen = await look(condition);
    if (seen.value) return seen.value;
    // Looked at once more after the deadline's last sleep, so that a busy machine is not taken for a failure.
    if (Date.now() >= deadline) {
      throw new Error(`Waited ${timeout} ms for ${describe}. Last seen: ${seen.description}`, { cause: seen.error });
    }
    await sleep(Math.min(every, Math.max(1, deadline - Date.now())));
  }
};

interface Look<T> {
  readonly value?: T;
  readonly description: string;
  readonly error?: unknown;
}

const look = async <T>(condition: () => T | Promise<T>): Promise<Look<T>> => {
  try {
    const value = await condition();
    return { value, description: JSON.stringify(value) ?? 'nothing' };
  } catch (error) {
    return { description: error instanceof Error ? error.message : String(error), error };
  }
};
