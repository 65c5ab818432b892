/** Resolves when the work has ended, or after so many milliseconds: a broker that is away is tried for a long time, to tell it that we leave. */
export const within = (milliseconds: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, milliseconds).unref())]);
