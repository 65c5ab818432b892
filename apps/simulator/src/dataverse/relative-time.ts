import { instantText } from '../odata/tokens';

/** A stretch of time: from (included) to (excluded), as rows hold instants. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const unitPattern =
  /^(Last|Next|This)(Week|Month|Year)$|^(Last|Next)X(Hours|Days|Weeks|Months|Years)$|^OlderThanX(Minutes|Hours|Days|Weeks|Months|Years)$/;
const beginning = '0000-01-01T00:00:00Z';

/**
 * The span that a relative time function of the Web API means, in UTC with weeks from Sunday; `undefined` when the name is none of
 * them. `count`: the function's `PropertyValue`.
 */
export const relativeSpan = (name: string, now: number, count = 1): Span | undefined => {
  const today = startOf('Day', now);
  const fixed: Readonly<Record<string, readonly [number, number]>> = {
    Today: [0, 1],
    Yesterday: [-1, 0],
    Tomorrow: [1, 2],
    Last7Days: [-7, 1],
    Next7Days: [0, 8],
  };
  const days = Object.hasOwn(fixed, name) ? fixed[name] : undefined;
  if (days !== undefined) return span(shift('Day', today, days[0]), shift('Day', today, days[1]));
  const match = unitPattern.exec(name);
  if (match === null) return undefined;
  if (match[1] !== undefined) {
    const unit = match[2] as Unit;
    const first = shift(unit, startOf(unit, now), match[1] === 'Last' ? -1 : match[1] === 'Next' ? 1 : 0);
    return span(first, shift(unit, first, 1));
  }
  if (match[3] !== undefined) {
    const unit = match[4]!.slice(0, -1) as Unit;
    const small = unit === 'Hour' ? 'Hour' : 'Day';
    return match[3] === 'Last'
      ? span(shift(unit, startOf(small, now), -count), now + 1000)
      : span(now, shift(small, startOf(small, shift(unit, now, count)), 1));
  }
  return { from: beginning, to: instantText(shift(match[5]!.slice(0, -1) as Unit, now, -count)) };
};

/** The day that an instant or a date lies in. */
export const daySpan = (text: string): Span => {
  const first = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);

  return span(first, shift('Day', first, 1));
};

type Unit = 'Minute' | 'Hour' | 'Day' | 'Week' | 'Month' | 'Year';

const lengths = { Minute: 60_000, Hour: 3_600_000, Day: 86_400_000, Week: 604_800_000 } as const;

const span = (from: number, to: number): Span => ({ from: instantText(from), to: instantText(to) });

const shift = (unit: Unit, ms: number, count: number): number => {
  if (unit !== 'Month' && unit !== 'Year') return clamp(ms + lengths[unit] * count);
  const date = new Date(ms);
  date.setUTCMonth(date.getUTCMonth() + count * (unit === 'Year' ? 12 : 1));

  return clamp(date.getTime());
};

const startOf = (unit: Unit, ms: number): number => {
  const date = new Date(ms);
  if (unit === 'Hour' || unit === 'Minute') return Math.floor(ms / lengths[unit]) * lengths[unit];
  const day = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  if (unit === 'Day') return day;
  if (unit === 'Week') return day - date.getUTCDay() * lengths.Day;

  return Date.UTC(date.getUTCFullYear(), unit === 'Year' ? 0 : date.getUTCMonth(), 1);
};

/** Within the years 0001 to 9999: an absurd count must not leave what a date can hold. */
const clamp = (ms: number): number =>
  Math.min(Math.max(Number.isNaN(ms) ? -62_135_596_800_000 : ms, -62_135_596_800_000), 253_402_300_799_000);
