import fc from 'fast-check';
import { bindColumn, bindFilter } from './bind-expression';
import { parseFilter } from './expression-parser';
import type { FilterDialect } from './dialect';
import type { Row, TableModel } from './model';
import { countRows, matchingRows, positionOf, type Query } from './query';
import { Database } from './store';

const model: TableModel = {
  entitySet: 'things',
  entityType: 'thing',
  columns: new Map([
    ['area', { name: 'area', kind: 'string' }],
    ['line', { name: 'line', kind: 'int32' }],
    ['name', { name: 'name', kind: 'string' }],
    ['amount', { name: 'amount', kind: 'decimal' }],
    ['owner', { name: 'owner', kind: 'guid' }],
  ]),
  key: { name: 'key', columns: ['area', 'line'] },
  alternateKeys: [{ name: 'by_name', columns: ['name'] }],
  navigations: new Map(),
  changeTracking: false,
};

const dialect: FilterDialect = {
  operators: new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le']),
  textFunctions: true,
  lambda: false,
  hasWildcard: () => false,
  matcher: () => () => false,
  namedCall: () => {
    throw new Error('no functions');
  },
  unknownProperty: (name) => new Error(`no ${name}`),
  unsupported: (feature) => new Error(`no ${feature}`),
};

const owners = ['00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002'];
const rows = fc.uniqueArray(
  fc.record({
    area: fc.constantFrom('usmf', 'ussi', 'demf'),
    line: fc.integer({ min: -3, max: 12 }),
    name: fc.option(fc.constantFrom('a', 'B', 'c', 'D'), { nil: null }),
    amount: fc.option(fc.constantFrom('1.5', '10', '9', '-2'), { nil: null }),
    owner: fc.option(fc.constantFrom(...owners), { nil: null }),
  }),
  { selector: ({ area, line }) => `${area} ${line}`, maxLength: 30 },
);

const fill = (given: readonly Row[]) => {
  const database = new Database();
  const table = database.define({ ...model, alternateKeys: [] });
  for (const row of given) table.insert({ ...row });
  return { database, table };
};

const lookup = () => model;
const term = (name: string, descending: boolean) => ({ column: bindColumn([name], model, lookup, dialect), descending });

/** What SQL would say of each comparison used below; null is unknown, which does not pass. */
const plainTests: Readonly<Record<string, (row: Row) => boolean>> = {
  [`owner eq ${owners[0]!}`]: (row) => row['owner'] === owners[0],
  "area eq 'USMF' and line eq 3": (row) => row['area'] === 'usmf' && row['line'] === 3,
  "name eq 'b' or name eq 'd'": (row) => row['name'] === 'B' || row['name'] === 'D',
  'not (amount gt 9)': (row) => row['amount'] !== null && Number(row['amount']) <= 9,
  "name ne 'a'": (row) => row['name'] !== null && row['name'] !== 'a',
  'amount eq null': (row) => row['amount'] === null,
  "contains(name,'A') or line lt 0": (row) => row['name'] === 'a' || Number(row['line']) < 0,
};

describe('queries', () => {
  it.each(Object.keys(plainTests))('find the same rows through an index as without: %s', (text) => {
    fc.assert(
      fc.property(rows, (given) => {
        const { database, table } = fill(given);
        const condition = bindFilter(parseFilter(text), model, lookup, dialect);
        const found = [...matchingRows(database, { table, condition })];
        const expected = given.filter((row) => plainTests[text]!(row));
        const keys = (list: readonly Row[]) => list.map(({ area, line }) => `${String(area)} ${String(line)}`).sort();
        expect(keys(found)).toEqual(keys(expected));
        expect(countRows(database, { table, condition })).toBe(expected.length);
      }),
    );
  });

  it.each([
    [
      ['area', 'line'],
      [false, false],
    ],
    [['area'], [false]],
    [
      ['name', 'line'],
      [true, false],
    ],
    [['amount'], [false]],
    [['line'], [true]],
  ])('page over every row once, in order: %j', (names, descending) => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 4 }), (given, size) => {
        const { database, table } = fill(given);
        const sort = names.map((name, index) => term(name, descending[index]!));
        const query: Query = { table, sort, identity: names.join() };
        const all = [...matchingRows(database, query)];
        const paged: Row[] = [];
        for (let last: Row | undefined; ;) {
          const rest = matchingRows(database, query, last && positionOf(database, query, last))[Symbol.iterator]();
          const page: Row[] = [];
          for (let next = rest.next(); page.length < size && next.done !== true; next = rest.next()) page.push(next.value);
          if (page.length === 0) break;
          paged.push(...page);
          last = page[page.length - 1]!;
        }
        expect(paged).toEqual(all);
        expect(all).toHaveLength(given.length);
        if (names[0] === 'line') expect(all.map(({ line }) => Number(line))).toEqual(given.map(({ line }) => line).sort((a, b) => b - a));
        if (names.join() === 'area,line') {
          const sorted = [...given].sort((a, b) => (a.area === b.area ? a.line - b.line : a.area < b.area ? -1 : 1));
          expect(all.map(({ area, line }) => [area, line])).toEqual(sorted.map(({ area, line }) => [area, line]));
        }
      }),
    );
  });
});
