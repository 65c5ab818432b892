import { columnsOf, lookupsOf, tableOf, type RecordClass, type Row, type System } from '@concord/contracts';
import { compileKey, keyFieldOf } from './compile-key';
import type { Through } from './integration-key';
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
  const writes = { finance: false, dataverse: false };
  const plan: Plan = {
    map,
    financeKey,
    dataverseKey: dataverse.key,
    key,
    lines: { finance: [], dataverse: [] },
    blank: { finance: {}, dataverse: {} },
    perLegalEntity: false,
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
    keyFields: key.map((part) => keyFieldOf(part, writes)),
    refersTo: key.flatMap(({ dataverse: column, map: to, part }) =>
      to === undefined ? [] : [{ column, map: to, inCompany: false, ...(part === undefined ? {} : { part }) }],
    ),
    filters: {},
    writes,
    creates: 'neither',
    master: 'finance',
    onDelete: 'keep',
    perLegalEntity: false,
    prerequisites: [...new Set(key.flatMap(({ map: to }) => to ?? []))],
    initialSync: { required: true, master: 'dataverse' },
    lookups,
    referencesOf: (from: System, row: Row, scope: string) => referencesOfRow(plan, from, row, scope),
    map: (from: System, row: Row, scope: string, resolve: Resolve) => mapRow(plan, from, row, scope, resolve),
  };
};
