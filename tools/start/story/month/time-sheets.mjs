/** Working days of March 2026 by week: Monday the 2nd to Tuesday the 31st. */
const mondays = [2, 9, 16, 23, 30];
const LAST_DAY = 31;
const dateOf = (day) => `2026-03-${String(day).padStart(2, '0')}`;

const ski = { project: 'PRJ-1001', task: 'Build' };
const plant = { project: 'PRJ-1002', task: 'Rollout' };
const europe = { project: 'PRJ-1003', task: 'Build' };
const platform = { project: 'PRJ-1004', task: 'Analysis' };
const training = { project: 'PRJ-1005', task: 'Analysis' };

/** The week of each: where from Monday to Friday, and for how many hours. Jens is employed in Germany, and lent to the US on Fridays. */
const weeks = [
  { resource: 'Bob Kelly', where: [ski, ski, ski, platform, platform], hours: ['8', '8', '7.5', '8', '6.25'] },
  { resource: 'Prakash Kovvuru', where: [plant, plant, plant, plant, ski], hours: ['8', '8', '8', '7.75', '6'] },
  { resource: 'Julia Funderburk', where: [platform, platform, platform, platform, training], hours: ['4', '3.5', '4', '4', '2'] },
  { resource: 'Ewa Lang', where: [europe, europe, europe, europe, europe], hours: ['7.5', '8', '8', '7.5', '5.5'] },
  { resource: 'Jens Brandt', where: [europe, europe, europe, europe, ski], hours: ['8', '8', '8', '8', '7'] },
];

/** One entry a day, as people type them. */
const entriesOf = ({ resource, where, hours }) =>
  mondays.flatMap((monday) =>
    where
      .map((place, index) => ({ resource, ...place, date: dateOf(monday + index), hours: hours[index], day: monday + index }))
      .filter(({ day }) => day <= LAST_DAY)
      .map(({ day: _day, ...entry }) => entry),
  );

const sheets = weeks.map((week) => ({ resource: week.resource, entries: entriesOf(week) }));

/** Bob's first day, which the story follows by itself. */
export const firstDay = sheets[0].entries[0];

/** By consultant, what else is booked in the month. */
export const restOfMonth = sheets.map(({ resource, entries }) => ({ resource, entries: entries.filter((entry) => entry !== firstDay) }));

/** What a customer pays in Swiss francs. */
export const inFrancs = { resource: 'Ewa Lang', project: 'PRJ-1006', task: 'Analysis', date: '2026-03-31', hours: '2' };
