import type { Row, Scalar, System } from '@concord/contracts';
import type { Field, Mapped, Reference, Resolve, TableMap } from '@concord/table-maps';

export interface Rules {
  readonly creates: TableMap['creates'];
  readonly master: System;
  readonly onDelete: TableMap['onDelete'];
}

const size: Readonly<Record<string, number>> = { Small: 1, Large: 2 };
const sizeBack: Readonly<Record<string, string>> = { 1: 'Small', 2: 'Large' };

const field = (direction: Field['direction'], finance: string, dataverse: string, master?: System): Field => ({
  direction,
  finance,
  dataverse,
  symbol: direction === 'both' ? '=' : '>',
  description: '',
  ...(master ? { master } : {}),
});

/** Every kind of field: two-way by either master, a value map, one-way either way, references to its own table both ways, a filter. */
export const thingsMap = (rules: Rules): TableMap => ({
  id: 'things',
  name: 'Things',
  version: '1',
  finance: {
    table: 'Things',
    key: ['Number'],
    columns: ['Number', 'Name', 'Size', 'Note', 'Cost', 'Parent', 'Main', 'Active'].map((name) => ({ name, kind: 'text' as const })),
  },
  dataverse: {
    table: 'things',
    key: ['thingid'],
    columns: ['thingid', 'number', 'name', 'size', 'note', 'cost', 'parent', 'main', 'hidden', 'active'].map((name) => ({
      name,
      kind: 'text' as const,
    })),
  },
  fields: [
    field('both', 'Name', 'name'),
    field('both', 'Size', 'size', 'finance'),
    field('toFinance', 'Note', 'note'),
    field('toDataverse', 'Cost', 'cost'),
    field('toFinance', 'Parent', 'parent'),
    field('both', 'Main', 'main'),
  ],
  writes: { finance: true, dataverse: true },
  ...rules,
  deactivated: { finance: { Active: 'No' }, dataverse: { active: 'No' } },
  perLegalEntity: false,
  prerequisites: [],
  initialSync: { required: false, master: 'dataverse' },
  lookups: {},
  referencesOf: (from, row) =>
    from === 'dataverse'
      ? [row.parent, row.main].flatMap((id) => (id ? [thing('dataverse', id)] : []))
      : row.Main
        ? [thing('finance', row.Main)]
        : [],
  map: (from, row, _scope, resolve) => (from === 'dataverse' ? toFinance(row, resolve) : toDataverse(row, resolve)),
});

const thing = (system: System, id: Scalar | undefined): Reference => ({ map: 'things', system, id: String(id) });

const toFinance = (row: Row, resolve: Resolve): Mapped => {
  if (row.hidden === 'Yes') return { kind: 'excluded', by: 'hidden things stay in Dataverse' };
  // Itself is the number it has, unless it is paired under another.
  const itself = { financeKey: { Number: row.number ?? null } };
  const find = (id: Scalar | undefined) => (id ? (resolve(thing('dataverse', id)) ?? (id === row.thingid ? itself : undefined)) : null);
  const parent = find(row.parent);
  const main = find(row.main);
  if (parent === undefined || main === undefined)
    return {
      kind: 'missing',
      missing: [...(parent === undefined ? [row.parent] : []), ...(main === undefined ? [row.main] : [])].map((id) =>
        thing('dataverse', id),
      ),
    };
  if (row.size === 9)
    return { kind: 'failed', code: 'UNMAPPED_VALUE', message: 'size 9 is not in the value map', remedy: 'Extend the map.' };
  return {
    kind: 'mapped',
    financeKey: { Number: row.number ?? null },
    values: {
      Name: row.name ?? null,
      Size: row.size === null || row.size === undefined ? null : (sizeBack[String(row.size)] ?? null),
      Note: row.note ?? null,
      Parent: parent === null ? null : (parent.financeKey.Number ?? null),
      Main: main === null ? null : (main.financeKey.Number ?? null),
    },
    createValues: { Active: 'Yes' },
    match: {},
  };
};

const toDataverse = (row: Row, resolve: Resolve): Mapped => {
  const main = row.Main ? resolve(thing('finance', row.Main)) : null;
  const isOfItself = main === undefined && row.Main === row.Number;
  if (main === undefined && !isOfItself) return { kind: 'missing', missing: [thing('finance', row.Main)] };
  return { ...madeOf(row), values: { ...madeOf(row).values, main: main?.dataverseId ?? null }, ...(isOfItself ? { later: ['main'] } : {}) };
};

const madeOf = (row: Row): Extract<Mapped, { kind: 'mapped' }> => ({
  kind: 'mapped',
  financeKey: { Number: row.Number ?? null },
  values: {
    number: row.Number ?? null,
    name: row.Name ?? null,
    size: row.Size === null || row.Size === undefined ? null : (size[String(row.Size)] ?? null),
    cost: row.Cost ?? null,
  },
  createValues: { active: 'Yes' },
  match: { number: row.Number ?? null },
});
