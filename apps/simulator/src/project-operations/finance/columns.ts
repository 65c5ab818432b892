import type { Stored } from './books';

/** Values of a row by their meaning; what is not set is `undefined`, however Finance stores it. */

export const textOf = (row: Stored, column: string): string => {
  const value = row[column];
  return value === undefined || value === null ? '' : String(value);
};

/** Decimal text. */
export const amountOf = (row: Stored, column: string): string => textOf(row, column) || '0';

export const isYes = (row: Stored, column: string): boolean => row[column] === 'Yes';

const NO_GUID = '00000000-0000-0000-0000-000000000000';

export const guidOf = (row: Stored, column: string): string | undefined => {
  const value = textOf(row, column);
  return value === '' || value === NO_GUID ? undefined : value;
};

/** `YYYY-MM-DD`. */
export const dayOf = (row: Stored, column: string): string | undefined => {
  const day = textOf(row, column).slice(0, 10);
  return day === '' || day === '1900-01-01' ? undefined : day;
};

/** Company codes are lower case in `dataAreaId`, and as Dataverse has them elsewhere. */
export const companyOf = (row: Stored, column = 'dataAreaId'): string => textOf(row, column).toLowerCase();

/** A day as a `DateTime` column takes it. */
export const instantOf = (day: string): string => `${day}T12:00:00Z`;

export const dayOfTime = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
export const instantOfTime = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

/** As messages show a day: `3/1/2026`. */
export const shownDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${month}/${date}/${year}`;
};
