import { columnsOf, lookupsOf, tableOf, type RecordClass, type Row, type System } from '@concord/contracts';
import { compileField, type CompiledField, type Kinds } from './compile-fields';
import { compileKey, keyFieldOf, referenceOf } from './compile-key';
import type { FieldDeclaration, FieldLine, FieldSymbol, TableMapDeclaration } from './declaration';
import type { KeyPart } from './integration-key';
import { entitySetOf, mapIdOf } from './map-id';
import { askingOf, mapRow, referencesOfRow, type Plan } from './map-row';
import type { MapReference, Resolve, TableMap } from './table-map';
import { none, type None } from './transforms/fixed-values';
import type { Transform } from './transforms/transform';

/**
 * Compiles one declaration into a table map, both directions of it.
 * Throws a TypeError that names map and line where the declaration cannot work: at boot, never at the first row.
 */
export const defineTableMap = <F extends object, D extends object>(declaration: TableMapDeclaration<F, D>): TableMap => {
  const { finance: Finance, dataverse: Dataverse, creates } = declaration;
  const finance = { ...tableOf(Finance), columns: columnsOf(Finance) };
  const dataverse = { ...tableOf(Dataverse), columns: columnsOf(Dataverse) };
  const map = mapIdOf(dataverse.table, declaration.id);
  const kinds = kindsOf(Finance, Dataverse);
  const lookups = lookupsOf(Dataverse);
  const perLegalEntity = declaration.perLegalEntity ?? false;

  const key = compileKey({ map, financeKey: finance.key, lines: declaration.integrationKey, lookups, perLegalEntity });
  const lines = declaration.fields(fieldLine as FieldLine<F, D>);
  const fields = lines.map((line) => compileField(map, kinds, line));
  refuseTwoWriters(map, fields, key);
  refuseWrongLookups(map, lines, lookups);
  const writes = {
    finance: creates !== 'finance' || fields.some(({ lineTo }) => lineTo.finance),
    dataverse: creates !== 'dataverse' || fields.some(({ lineTo }) => lineTo.dataverse),
  };
  if (declaration.onDelete === 'deactivate' && !declaration.deactivated) {
    throw new TypeError(`${map}: onDelete 'deactivate' needs \`deactivated\`, the values that a deactivated record holds`);
  }

  const twoWay = perLegalEntity && writes.dataverse ? fields.find(({ field }) => field.direction === 'both') : undefined;
  if (twoWay) {
    const { finance: column, dataverse: into } = twoWay.field;
    throw new TypeError(
      `${map}, ${String(column)} = ${String(into)}: one Dataverse row cannot hold what each legal entity gives back; name one direction`,
    );
  }

  const shares = declaration.shares ?? [];
  const keyShared = shares.find((column) => finance.key.includes(column));
  if (keyShared !== undefined)
    throw new TypeError(`${map}: ${keyShared} is in the Finance key, which is always shared; take it out of \`shares\``);

  const filters = declaration.filter as Plan['filters'] | undefined;
  const plan: Plan = {
    map,
    financeKey: finance.key,
    dataverseKey: dataverse.key,
    key,
    lines: linesOf(fields),
    blank: blankOf(fields, key),
    perLegalEntity,
    shares: [],
    writes,
    filters: filters ?? {},
  };
  const asking = askingOf(plan);
  const deactivated = declaration.deactivated as TableMap['deactivated'];
  return {
    id: map,
    name: declaration.name,
    version: declaration.version,
    finance,
    dataverse,
    fields: fields.map(({ field }) => field),
    keyFields: key.map((part) => keyFieldOf(part, writes)),
    refersTo: [...key.flatMap((part) => referenceOf(part, true)), ...lines.flatMap(fieldReference)],
    ...(shares.length === 0 ? {} : { shares }),
    filters: Object.fromEntries(Object.entries(filters ?? {}).map(([system, filter]) => [system, filter.only])),
    writes,
    creates,
    master: declaration.master ?? declaration.initialSync.master,
    onDelete: declaration.onDelete,
    ...(deactivated ? { deactivated } : {}),
    perLegalEntity,
    prerequisites: declaration.prerequisites,
    initialSync: declaration.initialSync,
    lookups,
    referencesOf: (from: System, row: Row, scope: string) => referencesOfRow(asking, from, row, scope),
    map: (from: System, row: Row, scope: string, resolve: Resolve) => mapRow(plan, from, row, scope, resolve),
  };
};

const fieldLine = (finance: string | None, symbol: FieldSymbol, dataverse: string | None, transform?: Transform): FieldDeclaration => ({
  ...(finance === none ? {} : { finance }),
  symbol,
  ...(dataverse === none ? {} : { dataverse }),
  ...(transform ? { transform } : {}),
});

const linesOf = (fields: readonly CompiledField[]): Plan['lines'] => ({
  finance: fields.flatMap(({ lineTo }) => lineTo.finance ?? []),
  dataverse: fields.flatMap(({ lineTo }) => lineTo.dataverse ?? []),
});

const blankOf = (fields: readonly CompiledField[], key: readonly KeyPart[]): Plan['blank'] => {
  const blank = (system: System, columns: readonly string[]): Row => {
    const written = fields.flatMap(({ lineTo }) => (lineTo[system] && !lineTo[system].onCreateOnly ? [lineTo[system].target] : []));
    return Object.fromEntries([...columns, ...written].map((column) => [column, null]));
  };
  return {
    finance: blank('finance', []),
    dataverse: blank(
      'dataverse',
      key.map(({ dataverse }) => dataverse),
    ),
  };
};

const kindsOf = (finance: RecordClass, dataverse: RecordClass): Kinds => ({
  finance: new Map(columnsOf(finance).map(({ name, kind }) => [name, kind])),
  dataverse: new Map(columnsOf(dataverse).map(({ name, kind }) => [name, kind])),
});

/** Two lines into one column would overwrite each other, in whatever order. */
const refuseTwoWriters = (map: string, fields: readonly CompiledField[], key: readonly KeyPart[]): void => {
  const written = new Set(key.flatMap(({ finance, dataverse }) => [`finance ${finance}`, `dataverse ${dataverse}`]));
  for (const { lineTo } of fields) {
    for (const [system, line] of Object.entries(lineTo)) {
      if (!line) continue;
      const column = `${system} ${line.target}`;
      if (written.has(column)) throw new TypeError(`${map}, ${line.text}: ${line.target} is written by the key or another line already`);
      written.add(column);
    }
  }
};

const refuseWrongLookups = (map: string, lines: readonly FieldDeclaration[], lookups: Readonly<Record<string, string>>): void => {
  for (const { dataverse, transform } of lines) {
    const target = dataverse === undefined ? undefined : lookups[dataverse];
    if (!transform?.refersTo || target === entitySetOf(transform.refersTo.map)) continue;
    throw new TypeError(
      `${map}, ${String(dataverse)}: its record class looks up ${target ?? 'nothing'}, the map ${transform.refersTo.map}`,
    );
  }
};

const fieldReference = ({ dataverse, transform }: FieldDeclaration): readonly MapReference[] =>
  transform?.refersTo && dataverse !== undefined ? [{ column: dataverse, ...transform.refersTo }] : [];
