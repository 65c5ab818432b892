import fc from 'fast-check';
import type { Row, TableModel } from './model';
import { Database } from './store';
import { DuplicateKey } from './table-store';

const model: TableModel = {
  entitySet: 'things',
  entityType: 'thing',
  columns: new Map([
    ['id', { name: 'id', kind: 'string' }],
    ['code', { name: 'code', kind: 'string' }],
    ['owner', { name: 'owner', kind: 'guid' }],
    ['version', { name: 'version', kind: 'int64' }],
  ]),
  key: { name: 'id', columns: ['id'] },
  alternateKeys: [{ name: 'by_code', columns: ['code'] }],
  navigations: new Map(),
  changeTracking: true,
};

type Step =
  | { readonly kind: 'put'; readonly id: string; readonly code: string | null; readonly owner: string | null }
  | { readonly kind: 'delete'; readonly id: string }
  | { readonly kind: 'transaction'; readonly steps: readonly Step[]; readonly fails: boolean };

const name = (letters: string): fc.Arbitrary<string> => fc.constantFrom(...letters.split(''));
const put: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('put' as const),
  id: name('abcdef'),
  code: fc.option(name('uvwxYZ'), { nil: null }),
  owner: fc.option(name('12'), { nil: null }),
});
const remove: fc.Arbitrary<Step> = fc.record({ kind: fc.constant('delete' as const), id: name('abcdef') });
const simple = fc.oneof({ weight: 3, arbitrary: put }, { weight: 1, arbitrary: remove });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('transaction' as const), steps: fc.array(simple, { maxLength: 5 }), fails: fc.boolean() }),
  },
);

/** What the store must agree with: plain maps, copied before a transaction and put back after a failure. */
class PlainModel {
  rows = new Map<string, { code: string | null; owner: string | null }>();
  changed = new Map<string, number>();
  deleted = new Map<string, number>();
  private count = 0;

  put(id: string, code: string | null, owner: string | null): boolean {
    const taken = code !== null && [...this.rows].some(([other, row]) => other !== id && row.code?.toLowerCase() === code.toLowerCase());
    if (taken) return false;
    this.rows.set(id, { code, owner });
    this.changed.delete(id);
    this.changed.set(id, (this.count += 1));
    return true;
  }

  delete(id: string): void {
    if (!this.rows.delete(id)) return;
    this.changed.delete(id);
    this.deleted.delete(id);
    this.deleted.set(id, (this.count += 1));
  }

  copy(): PlainModel {
    const copy = new PlainModel();
    copy.rows = new Map(this.rows);
    copy.changed = new Map(this.changed);
    copy.deleted = new Map(this.deleted);
    copy.count = this.count;
    return copy;
  }
}

class Refused extends Error {}

describe('the store agrees with plain maps', () => {
  it('in rows, keys, indexes, order and changes, after any sequence of writes and rollbacks', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const database = new Database({ versionColumn: 'version' });
        const store = database.define(model);
        store.where('owner', '1'); // the index exists from the start, and must follow every write
        let plain = new PlainModel();
        const since = database.currentVersion;

        const apply = (next: Step): void => {
          if (next.kind === 'delete') {
            store.delete(next.id);
            plain.delete(next.id);
          } else if (next.kind === 'put') {
            const row: Row = { id: next.id, code: next.code, owner: next.owner };
            const fits = plain.put(next.id, next.code, next.owner);
            const write = () => (store.get(next.id) === undefined ? store.insert(row) : store.replace(row));
            if (fits) write();
            else expect(write).toThrow(DuplicateKey);
          } else {
            const before = plain.copy();
            const run = () =>
              database.transaction(() => {
                next.steps.forEach(apply);
                if (next.fails) throw new Refused();
              });
            if (next.fails) {
              expect(run).toThrow(Refused);
              plain = before;
            } else run();
          }
        };

        for (const next of steps) {
          apply(next);
          expect([...store.scan()].map(({ id }) => id)).toEqual([...plain.rows.keys()].sort());
        }
        for (const [id, row] of plain.rows) {
          expect(store.get(id)).toMatchObject(row);
          if (row.code !== null) expect(store.byAlternateKey(model.alternateKeys[0]!, () => row.code!.toUpperCase())?.['id']).toBe(id);
        }
        for (const owner of ['1', '2']) {
          const expected = [...plain.rows].filter(([, row]) => row.owner === owner).map(([id]) => id);
          expect(
            store
              .where('owner', owner)
              .map(({ id }) => id)
              .sort(),
          ).toEqual(expected.sort());
        }
        expect([...store.writesAfter(since)].map(({ row }) => row['id'])).toEqual([...plain.changed.keys()]);
        expect([...store.deletesAfter(since)].map(({ key }) => key)).toEqual([...plain.deleted.keys()]);
      }),
      { numRuns: 1_000, seed: 7 },
    );
  });

  it('runs effects after the outermost commit, and never those of what was rolled back', () => {
    const database = new Database();
    const effects: string[] = [];
    database.transaction(() => {
      expect(() =>
        database.transaction(() => {
          database.onCommit(() => effects.push('inner'));
          throw new Refused();
        }),
      ).toThrow(Refused);
      database.onCommit(() => effects.push('outer'));
      expect(effects).toEqual([]);
    });
    expect(effects).toEqual(['outer']);
  });
});
