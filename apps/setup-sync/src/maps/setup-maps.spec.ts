import { recordClasses, recordIdOf, type ColumnKind, type Row, type Scalar, type System } from '@concord/contracts';
import { comparisonOf, differingColumns, type Mapped, type Reference, type Referred, type TableMap } from '@concord/table-maps';
import fc from 'fast-check';
import { setupMapsIn } from './setup-maps';

const maps = setupMapsIn('UTC');
const byId = new Map(maps.map((map) => [map.id, map]));

const guid = fc.uuid();
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
  date: fc
    .date({ min: new Date('1990-01-01'), max: new Date('2154-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  instant: fc
    .date({ min: new Date('1990-01-01'), max: new Date('2154-12-31'), noInvalidDate: true })
    .map((date) => `${date.toISOString().slice(0, 19)}Z`),
  guid,
  lookup: guid,
};
const rowOf = (map: TableMap, system: System): fc.Arbitrary<Row> =>
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

/** Whatever is asked for is there, and says the same both ways: a lookup's Guid is made of the key it stands for. */
class AllThere {
  readonly #byId = new Map<string, Referred>();

  readonly resolve = ({ map, system, id }: Reference): Referred => {
    const found = this.#byId.get(`${map}|${system}|${id}`);
    if (found) return found;
    const parts = [...`${id}|`.matchAll(/((?:\\.|[^\\|])*)\|/g)].map(([, part = '']) => part.replace(/\\(.)/g, '$1'));
    const key = byId.get(map)?.finance.key ?? [];
    const financeKey = Object.fromEntries(
      key.map((column, index) => [column, system === 'finance' ? (parts[index] ?? null) : this.#part(column)]),
    );
    const referred = { dataverseId: system === 'dataverse' ? id : `guid of ${map} ${id}`, financeKey };
    for (const [side, sideId] of [
      ['dataverse', referred.dataverseId],
      ['finance', recordIdOf('finance', key, financeKey)],
    ] as const)
      this.#byId.set(`${map}|${side}|${sideId}`, referred);
    return referred;
  };

  #part(column: string): string {
    return column === 'dataAreaId' || column === 'LegalEntityId' ? 'usmf' : `k${String(this.#byId.size)}`;
  }
}

describe.each(maps.map((map) => [map.name, map] as const))('%s', (_, map) => {
  it.each(['dataverse', 'finance'] as const)('never throws, whatever a row of %s holds, with everything there or nothing (I8)', (from) =>
    fc.assert(
      fc.property(rowOf(map, from), fc.boolean(), (row, there) => {
        const mapped = map.map(from, row, 'usmf', there ? new AllThere().resolve : () => undefined);
        expect(['mapped', 'missing', 'excluded', 'failed']).toContain(mapped.kind);
        for (const { id } of map.referencesOf(from, row, 'usmf')) expect(id).not.toBe('');
      }),
      { numRuns: 60 },
    ),
  );

  it('has a record class on each side it captures, in its registry', () => {
    const known = recordClasses.map(({ system, table }) => `${system} ${table}`);
    expect(known).toContain(`dataverse ${map.dataverse.table}`);
    if (map.finance.columns.length > 0) expect(known).toContain(`finance ${map.finance.table}`);
  });
});

/** Lets customers of the right kind through the filter. */
const inScope = { PartyType: 'Organization' };

const isMapped = (mapped: Mapped): mapped is Extract<Mapped, { kind: 'mapped' }> => mapped.kind === 'mapped';

describe.each(maps.filter(({ fields }) => fields.some(({ direction }) => direction === 'both')).map((map) => [map.name, map] as const))(
  '%s',
  (_, map) => {
    it('gives the same values back, there and back again (I5)', () => {
      const same = comparisonOf(map, 'finance');
      let compared = 0;
      fc.assert(
        fc.property(rowOf(map, 'finance'), (row) => {
          const { resolve } = new AllThere();
          const there = map.map('finance', { ...row, ...inScope, dataAreaId: 'usmf' }, '', resolve);
          fc.pre(isMapped(there));
          const dataverse = { ...there.createValues, ...there.values, [map.dataverse.key[0] ?? '']: 'own' };
          const back = map.map('dataverse', dataverse, '', resolve);
          fc.pre(isMapped(back));
          compared += 1;
          const twoWay = map.fields.flatMap(({ direction, finance }) => (direction === 'both' && finance !== undefined ? [finance] : []));
          const wanted = Object.fromEntries(twoWay.map((column) => [column, row[column] ?? emptyOf(map, column)]));
          expect(differingColumns(same, wanted, back.values)).toEqual([]);
        }),
        { numRuns: 200 },
      );
      expect(compared).toBeGreaterThan(20);
    });
  },
);

/** What no value comes back as: an enum is never empty in Finance. */
const emptyOf = (map: TableMap, column: string): Scalar =>
  /empty = (\w+)/.exec(map.fields.find(({ finance }) => finance === column)?.description ?? '')?.[1] ?? null;
