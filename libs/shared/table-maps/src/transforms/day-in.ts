import { converted, invalid, type Convert, type GivesBoth } from './transform';

/**
 * A Finance day out of a Dataverse instant.
 *
 * What a column holds is told by its kind in the record class, never by its text: `date` is a day and is copied as it is; `instant` is a
 * point in time, and which day it falls on depends on where one stands. So the line names the zone: UTC, as dual-write does, unless the
 * organisation says otherwise. A day going back becomes noon of that day in the zone, which is the same day for nearly everybody who looks.
 */
export const dayIn = (timeZone: string): GivesBoth<string, string> => {
  const calendar = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const dayOf = (instant: Date): string => {
    const parts = Object.fromEntries(calendar.formatToParts(instant).map(({ type, value }) => [type, value]));
    return `${parts.year ?? ''}-${parts.month ?? ''}-${parts.day ?? ''}`;
  };
  const toFinance: Convert = (value, context) => {
    if (value === null) return converted(null);
    if (timeZone === 'UTC' && isUtc(String(value))) return converted(String(value).slice(0, 10));
    const instant = new Date(String(value));
    return Number.isNaN(instant.getTime()) ? invalid(value, 'an instant', context) : converted(dayOf(instant));
  };
  const toDataverse: Convert = (value, context) => {
    if (value === null) return converted(null);
    if (!isDay(String(value))) return invalid(value, 'a day', context);
    return converted(noonOf(String(value), offsetAtNoon(String(value), timeZone)));
  };
  return { description: `day in ${timeZone}`, toFinance, toDataverse };
};

/** As it comes on the wire: its day in UTC can be read off. */
const isUtc = (value: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value);

const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T12:00:00Z`));

/** Minutes that the zone is ahead of UTC around noon of a day. */
const offsetAtNoon = (day: string, timeZone: string): number => {
  const noon = new Date(`${day}T12:00:00Z`);
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const parts = Object.fromEntries(clock.formatToParts(noon).map(({ type, value }) => [type, Number(value)]));
  const local = Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day ?? 1, parts.hour ?? 0, parts.minute ?? 0);
  return (local - noon.getTime()) / 60_000;
};

const noonOf = (day: string, offsetMinutes: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) - offsetMinutes * 60_000).toISOString().replace('.000Z', 'Z');
