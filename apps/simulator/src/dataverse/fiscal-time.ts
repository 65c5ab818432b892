/**
 * Fiscal query functions, over the calendar a new environment has: years from January 1, four periods each. [inferred: a template that
 * an administrator may change, which nothing here does]
 */

/** Whether an instant (or a day) passes; `undefined` when the name is no fiscal function. `values`: the function's numbers in order. */
export const fiscalTest = (name: string, now: number, values: readonly number[]): ((instant: string) => boolean) | undefined => {
  const test = Object.hasOwn(tests, name) ? tests[name] : undefined;
  if (test === undefined) return undefined;
  const today = periodOf(new Date(now).toISOString());
  const [first = Number.NaN, second = Number.NaN] = values;

  return (instant) => test(periodOf(instant), today, first, second);
};

/** How many numbers the function takes. */
export const fiscalParameters = (name: string): number => (/AndYear$/.test(name) ? 2 : /^(?:In|LastX|NextX)/.test(name) ? 1 : 0);

const periodsPerYear = 4;

/** Periods since the year 0, so that spans are a subtraction. */
const periodOf = (instant: string): number =>
  Number(instant.slice(0, 4)) * periodsPerYear + Math.floor((Number(instant.slice(5, 7)) - 1) / (12 / periodsPerYear));

const yearOf = (period: number): number => Math.floor(period / periodsPerYear);

const numbered = (period: number, year: number): number => year * periodsPerYear + period - 1;

const within = (value: number, from: number, to: number): boolean => value >= from && value <= to;

type FiscalTest = (at: number, today: number, first: number, second: number) => boolean;

const tests: Readonly<Record<string, FiscalTest>> = {
  ThisFiscalYear: (at, today) => yearOf(at) === yearOf(today),
  LastFiscalYear: (at, today) => yearOf(at) === yearOf(today) - 1,
  NextFiscalYear: (at, today) => yearOf(at) === yearOf(today) + 1,
  ThisFiscalPeriod: (at, today) => at === today,
  LastFiscalPeriod: (at, today) => at === today - 1,
  NextFiscalPeriod: (at, today) => at === today + 1,
  LastXFiscalYears: (at, today, count) => within(yearOf(at), yearOf(today) - count, yearOf(today) - 1),
  NextXFiscalYears: (at, today, count) => within(yearOf(at), yearOf(today) + 1, yearOf(today) + count),
  LastXFiscalPeriods: (at, today, count) => within(at, today - count, today - 1),
  NextXFiscalPeriods: (at, today, count) => within(at, today + 1, today + count),
  InFiscalYear: (at, _today, year) => yearOf(at) === year,
  InFiscalPeriod: (at, _today, period) => (at % periodsPerYear) + 1 === period,
  InFiscalPeriodAndYear: (at, _today, period, year) => at === numbered(period, year),
  InOrAfterFiscalPeriodAndYear: (at, _today, period, year) => at >= numbered(period, year),
  InOrBeforeFiscalPeriodAndYear: (at, _today, period, year) => at <= numbered(period, year),
};
