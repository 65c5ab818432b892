import type { Row, Scalar, System } from '@concord/contracts';
import type { Field, Mapped, Reference, TableMap } from '@concord/table-maps';

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

/** Every kind of field: two-way by either master, a value map, one-way either way, a reference to itself, a filter. */
export const thingsMap = (rules: Rules): TableMap => ({
  id: 'things',
  name: 'Things',
  version: '1',
  finance: {
    table: 'Things',
    key: ['Number'],
    columns: ['Number', 'Name', 'Size', 'Note', 'Cost', 'Parent', 'Active'].map((name) => ({ name, kind: 'text' as const })),
  },
  dataverse: {
    table: 'things',
    key: ['thingid'],
    columns: ['thingid', 'number', 'name', 'size', 'note', 'cost', 'parent', 'hidden', 'active'].map((name) => ({
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
  ],
  writes: { finance: true, dataverse: true },
  ...rules,
  deactivated: { finance: { Active: 'No' }, dataverse: { active: 'No' } },
  perLegalEntity: false,
  prerequisites: [],
  initialSync: { required: false, master: 'dataverse' },
  lookups: {},
  referencesOf: (from, row) => (from === 'dataverse' && row.parent ? [parentOf(row.parent)] : []),
  map: (from, row, _scope, resolve) => (from === 'dataverse' ? toFinance(row, resolve) : toDataverse(row)),
});

const parentOf = (id: Scalar | undefined): Reference => ({ map: 'things', system: 'dataverse', id: String(id) });

const toFinance = (row: Row, resolve: (reference: Reference) => { financeKey: Row } | undefined): Mapped => {
  if (row.hidden === 'Yes') return { kind: 'excluded', by: 'hidden things stay in Dataverse' };
  const parent = row.parent ? resolve(parentOf(row.parent)) : null;
  if (parent === undefined) return { kind: 'missing', missing: [parentOf(row.parent)] };
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
    },
    createValues: { Active: 'Yes' },
    match: {},
  };
};

const toDataverse = (row: Row): Mapped => ({
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
