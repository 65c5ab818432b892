import type { ColumnKind, Row, Scalar, System } from '@concord/contracts';
import fc from 'fast-check';
import type { TableMap } from '../table-map';

const guid = fc.uuid();
const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2154-12-31'), noInvalidDate: true });
const values: Readonly<Record<ColumnKind, fc.Arbitrary<Scalar>>> = {
  text: fc.string({ maxLength: 12 }),
  enum: fc.constantFrom('No', 'Yes', 'SomethingNew'),
  integer: fc.integer(),
  decimal: fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }).map(
    (cents) =>
      `${String(cents / 10_000n)}.${String(cents % 10_000n)
        .replace('-', '')
        .padStart(4, '0')}`,
  ),
  boolean: fc.boolean(),
  choice: fc.constantFrom(0, 1, 3, 192350000, 192350001, 690970000, 7),
  date: day.map((date) => date.toISOString().slice(0, 10)),
  instant: day.map((date) => `${date.toISOString().slice(0, 19)}Z`),
  guid,
  lookup: guid,
};

/** Rows of one side of a map as they may come off the wire: any value of each column's kind, now and then none. */
export const anyRowOf = (map: TableMap, system: System): fc.Arbitrary<Row> =>
  fc.record(
    Object.fromEntries(
      map[system].columns.map(({ name, kind }) => [name, fc.option(valuesOf(map, system, name) ?? values[kind], { nil: null, freq: 6 })]),
    ),
  );

/** What a value map names, and mostly nothing else: values made at random would hardly ever be mapped. */
const valuesOf = (map: TableMap, system: System, column: string): fc.Arbitrary<Scalar> | undefined => {
  const { description = '' } = map.fields.find((field) => field[system] === column) ?? {};
  const pairs = /^value map ([^;]*)/.exec(description)?.[1]?.split(', ') ?? [];
  if (pairs.length === 0) return undefined;
  const own = pairs.map((pair) => pair.split(' = ')[system === 'finance' ? 0 : 1] ?? '').filter((value) => value !== 'unmapped');
  const typed = own.map((value) => (system === 'finance' ? value : (JSON.parse(value) as Scalar)));
  return fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...typed) }, { weight: 1, arbitrary: fc.constant('SomethingNew') });
};
