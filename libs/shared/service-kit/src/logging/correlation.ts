import { AsyncLocalStorage } from 'node:async_hooks';

/** What every line logged within some work says of it, e.g. `trace`, `map`, `link`. */
export type Correlation = Readonly<Record<string, string | number | undefined>>;

const storage = new AsyncLocalStorage<Correlation>();

/** Does the work with these fields in each of its log lines, beside those it is within already. */
export const correlate = <T>(fields: Correlation, work: () => T): T => storage.run({ ...storage.getStore(), ...fields }, work);

export const currentCorrelation = (): Correlation => storage.getStore() ?? {};
