import { columnsOf, lookupsOf, tableOf, type RecordClass, type Row, type System } from '@concord/contracts';
import { compileKey, compileShares, keyFieldOf, referenceOf, shareFieldOf } from './compile-key';
import type { Through } from './transforms/through';
import { mapIdOf } from './map-id';
import { mapRow, referencesOfRow, type Plan } from './map-row';
import type { Resolve, TableMap } from './table-map';

type ColumnOf<R> = keyof R & string;

export interface LookupTableDeclaration<D extends object> {
  /** `<entity set>.<what it takes>`, where a map takes rows of the same Dataverse table. Absent: the entity set. */
  readonly id?: string;
  /** What people call it, e.g. `Customer groups`. */
  readonly name: string;
  readonly dataverse: RecordClass<D>;
  /** Finance collection its rows come from; named only, never read. */
  readonly finance: string;
  /** Finance key column and the Dataverse column that holds it, in the order of the Finance key. */
  readonly integrationKey: readonly (readonly [finance: string, dataverse: ColumnOf<D> | Through<ColumnOf<D>>])[];
  /** What a row tells besides its key, under a name of one's own; may be empty, and may change. */
  readonly shares?: readonly (readonly [name: string, dataverse: ColumnOf<D> | Through<ColumnOf<D>>])[];
}

/**
 * A table that maps refer to and somebody else keeps in step: captured from Dataverse, paired with Finance by its key alone, never written.
 * To the engine a table map that writes nothing.
 */
export const defineLookupTable = <D extends object>(declaration: LookupTableDeclaration<D>): TableMap => {
  const dataverse = { ...tableOf(declaration.dataverse), columns: columnsOf(declaration.dataverse) };
  const financeKey = declaration.integrationKey.map(([finance]) => finance);
  const lookups = lookupsOf(declaration.dataverse);
  const map = mapIdOf(dataverse.table, declaration.id);
  const key = compileKey({ map, financeKey, lines: declaration.integrationKey, lookups, perLegalEntity: false });
  const shares = compileShares(map, declaration.shares ?? [], lookups);
  const writes = { finance: false, dataverse: false };
  const plan: Plan = {
    map,
    financeKey,
    dataverseKey: dataverse.key,
    key,
    lines: { finance: [], dataverse: [] },
    blank: { finance: {}, dataverse: {} },
    perLegalEntity: false,
    shares,
    writes,
    filters: {},
  };
  return {
    id: map,
    name: declaration.name,
    version: '1.0.0.0',
    finance: { table: declaration.finance, key: financeKey, columns: [] },
    dataverse,
    fields: [],
    keyFields: [...key.map((part) => keyFieldOf(part, writes)), ...shares.map((part) => shareFieldOf(part))],
    refersTo: [...key.flatMap((part) => referenceOf(part, true)), ...shares.flatMap((part) => referenceOf(part, false))],
    ...(shares.length === 0 ? {} : { shares: shares.map(({ finance }) => finance) }),
    filters: {},
    writes,
    creates: 'neither',
    master: 'finance',
    onDelete: 'keep',
    perLegalEntity: false,
    prerequisites: [...new Set([...key, ...shares].flatMap(({ map: to }) => to ?? []))],
    initialSync: { required: true, master: 'dataverse' },
    lookups,
    referencesOf: (from: System, row: Row, scope: string) => referencesOfRow(plan, from, row, scope),
    map: (from: System, row: Row, scope: string, resolve: Resolve) => mapRow(plan, from, row, scope, resolve),
  };
};
