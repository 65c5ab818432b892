import type { ColumnKind, EnumModel, KeyModel } from '../odata/model';
import type { DataverseColumn, DataverseNavigation, DataverseTable, LookupModel } from './dataverse-model';
import { InvalidControlCall } from './ports';
import {
  currencyColumns,
  currencyLookup,
  defaultStatusOptions,
  ownershipLookups,
  platformColumns,
  systemColumns,
  systemLookups,
} from './system-columns';
import type { ColumnDefinition, ColumnType, LookupDefinition, TableDefinition } from './table-definition';

export const lookupColumn = (attribute: string): string => `_${attribute}_value`;

/** Models of all tables from all definitions: navigation properties need both sides. Throws `InvalidControlCall`. */
export const buildSchema = (definitions: ReadonlyMap<string, TableDefinition>): Map<string, DataverseTable> => {
  const drafts = new Map([...definitions.values()].map((definition) => [definition.logicalName, draftTable(definition, definitions)]));
  for (const draft of drafts.values()) addLookupNavigations(draft, drafts);
  const intersects: DataverseTable[] = [];
  for (const draft of [...drafts.values()]) {
    for (const relation of draft.definition.manyToMany) {
      const other = drafts.get(relation.with);
      if (other !== undefined) intersects.push(addManyToMany(draft, other, relation.navigation, relation.navigationOnOther));
    }
  }
  const tables = new Map<string, DataverseTable>();
  for (const table of [...drafts.values(), ...intersects]) tables.set(table.logicalName, table);

  return tables;
};

type Draft = Omit<DataverseTable, 'navigations'> & { readonly navigations: Map<string, DataverseNavigation> };

const draftTable = (definition: TableDefinition, definitions: ReadonlyMap<string, TableDefinition>): Draft => {
  const { logicalName, primaryId, primaryName } = definition;
  const own = new Map(definition.columns.map((column) => [column.name, column]));
  const hasMoney = definition.columns.some(({ type }) => type === 'Money');
  const columns = new Map<string, DataverseColumn>();
  columns.set(primaryId, { name: primaryId, kind: 'guid', type: 'PrimaryKey' });
  // Users and teams share the key of `principal`, under its name: it holds the same value as their own.
  if (definition.baseType === 'principal')
    columns.set('ownerid', { name: 'ownerid', kind: 'guid', type: 'Guid', readOnly: true, system: true, inherited: true });
  for (const name of impliedColumns(definition)) if (!own.has(name)) own.set(name, { name, type: 'String' });
  for (const column of own.values()) {
    if (column.name === primaryId) continue;
    const brought = systemColumns.find(({ name }) => name === column.name);
    const complete = column.name === 'statecode' && column.options === undefined ? { ...brought, ...column } : column;
    columns.set(column.name, columnModel(complete, brought !== undefined));
    if (column.type === 'Money') columns.set(`${column.name}_base`, baseTwin(column));
  }
  for (const column of [...(hasMoney ? currencyColumns : []), ...systemColumns]) {
    if (columns.has(column.name)) continue;
    const options = column.name === 'statuscode' && !own.has('statecode') ? { options: defaultStatusOptions } : {};
    columns.set(column.name, columnModel({ ...column, ...options }, true));
  }
  const lookups = lookupModels(definition, hasMoney).map((lookup) => {
    const readOnly = [...definition.lookups, ...systemLookups].find(({ name }) => name === lookup.attribute)?.readOnly;
    const system = systemLookups.some(({ name }) => name === lookup.attribute);
    columns.set(lookup.column, { name: lookup.column, kind: 'guid', type: 'Lookup', lookup, ...(readOnly ? { readOnly } : {}), system });
    if (lookup.typeColumn !== undefined) {
      columns.set(lookup.typeColumn, { name: lookup.typeColumn, kind: 'string', type: 'String', hidden: true, indexed: false });
    }
    return lookup;
  });
  const all = [...columns.values()];

  return {
    definition,
    logicalName,
    entitySet: definition.entitySetName,
    entityType: logicalName,
    primaryId,
    primaryName,
    columns,
    key: { name: primaryId, columns: [primaryId] },
    alternateKeys: definition.alternateKeys.map((key) => alternateKey(key, columns, logicalName)),
    navigations: new Map(),
    lookups,
    changeTracking: definition.changeTracking,
    optimisticConcurrency: definition.optimisticConcurrency,
    moneyColumns: all.filter(({ type, baseOf }) => type === 'Money' && baseOf === undefined),
    computedColumns: all.filter(({ computed }) => computed !== undefined),
    isIntersect: false,
    isOwned: definitions.has('systemuser'),
  };
};

/** Columns that a definition speaks of without listing them are texts: the primary name, and columns of alternate keys. */
const impliedColumns = ({ primaryName, alternateKeys, lookups }: TableDefinition): string[] => {
  const isKnown = (name: string) =>
    [...lookups, ...systemLookups, ...systemColumns, currencyLookup].some(
      (known) => known.name === name || lookupColumn(known.name) === name,
    );
  const keyed = alternateKeys.flatMap(({ columns }) => columns).filter((name) => !isKnown(name));

  return primaryName === undefined ? keyed : [primaryName, ...keyed];
};

const kinds: Readonly<Record<ColumnType, ColumnKind>> = {
  String: 'string',
  Memo: 'string',
  Int32: 'int32',
  Int64: 'int64',
  Decimal: 'decimal',
  Double: 'double',
  Money: 'decimal',
  Boolean: 'boolean',
  DateTime: 'dateTime',
  Choice: 'choice',
  MultiChoice: 'multiChoice',
  Guid: 'guid',
};

const columnModel = (column: ColumnDefinition, system: boolean): DataverseColumn => {
  const { name, type, options, behavior, computed } = column;
  const isDay = type === 'DateTime' && behavior === 'DateOnly';
  const readOnly = column.readOnly === true || computed !== undefined || (system && platformColumns.has(name));
  const members: EnumModel | undefined = options && {
    name,
    members: options.map(({ value, label }) => ({ name: label, value, label })),
  };
  return {
    name,
    type,
    kind: isDay ? 'date' : kinds[type],
    ...(column.maxLength === undefined ? {} : { maxLength: column.maxLength }),
    ...(type === 'Money' || type === 'Decimal' ? { scale: column.precision ?? (type === 'Money' ? 4 : 10) } : {}),
    ...(type === 'Double' && column.precision !== undefined ? { scale: column.precision } : {}),
    ...(type === 'DateTime' ? { behavior: behavior ?? 'UserLocal' } : {}),
    ...(options === undefined ? {} : { options, enum: members }),
    ...(readOnly ? { readOnly } : {}),
    ...(computed === undefined ? {} : { computed: computed.split(/\s+/) }),
    ...(column.required === true ? { mandatory: true } : {}),
    ...(column.default === undefined ? {} : { default: kinds[type] === 'decimal' ? String(column.default) : column.default }),
    ...(column.min === undefined ? {} : { min: column.min }),
    ...(column.max === undefined ? {} : { max: column.max }),
    ...(column.writeOnly === true ? { writeOnly: true } : {}),
    ...(system ? { system } : {}),
  };
};

const baseTwin = (column: ColumnDefinition): DataverseColumn => ({
  name: `${column.name}_base`,
  type: 'Money',
  kind: 'decimal',
  scale: column.precision ?? 4,
  readOnly: true,
  baseOf: column.name,
});

const lookupModels = (definition: TableDefinition, hasMoney: boolean): LookupModel[] => {
  const byName = new Map<string, LookupDefinition>();
  for (const lookup of definition.lookups) byName.set(lookup.name, lookup);
  for (const lookup of [...(hasMoney ? [currencyLookup] : []), ...systemLookups]) {
    if (definition.baseType === 'principal' && ownershipLookups.has(lookup.name)) continue;
    if (!byName.has(lookup.name)) byName.set(lookup.name, lookup);
  }
  return [...byName.values()].map(({ name, targets }) => ({
    attribute: name,
    column: lookupColumn(name),
    ...(targets.length > 1 ? { typeColumn: `${lookupColumn(name)}@type` } : {}),
    targets: targets.map(({ table, navigation, onDelete }) => ({
      table,
      navigation: navigation ?? (targets.length > 1 ? `${name}_${table}` : name),
      onDelete: onDelete ?? 'RemoveLink',
    })),
  }));
};

const alternateKey = (
  key: { readonly name: string; readonly columns: readonly string[] },
  columns: ReadonlyMap<string, DataverseColumn>,
  logicalName: string,
): KeyModel => ({
  name: key.name,
  columns: key.columns.map((name) => {
    const column = columns.has(name) ? name : lookupColumn(name);
    if (!columns.has(column))
      throw new InvalidControlCall(
        `The alternate key '${key.name}' of '${logicalName}' names a column '${name}' that the table does not have.`,
      );
    return column;
  }),
});

const addLookupNavigations = (table: Draft, tables: ReadonlyMap<string, Draft>): void => {
  for (const lookup of table.lookups) {
    const definition = table.definition.lookups.find(({ name }) => name === lookup.attribute);
    for (const [index, target] of lookup.targets.entries()) {
      const other = tables.get(target.table);
      if (other === undefined) continue; // not defined yet: the navigation property comes with its table
      const shared = lookup.targets.filter(({ navigation }) => navigation === target.navigation).length > 1;
      const when =
        lookup.typeColumn === undefined ? {} : { when: { column: lookup.typeColumn, equals: target.table, orNull: index === 0 } };
      const collection = definition?.targets[index]?.collection;
      if (!table.navigations.has(target.navigation)) {
        table.navigations.set(target.navigation, {
          name: target.navigation,
          cardinality: 'one',
          target: other.entitySet,
          targetType: shared ? 'principal' : other.logicalName,
          join: [{ here: lookup.column, there: other.primaryId }],
          ...when,
          lookup,
          ...(collection === undefined ? {} : { partner: collection }),
        });
      }
      if (collection !== undefined) {
        other.navigations.set(collection, {
          name: collection,
          cardinality: 'many',
          target: table.entitySet,
          targetType: table.logicalName,
          join: [{ here: other.primaryId, there: lookup.column }],
          ...when,
          reverseOf: { table: table.logicalName, lookup },
          partner: target.navigation,
        });
      }
    }
  }
};

const addManyToMany = (left: Draft, right: Draft, navigation: string, navigationOnOther: string | undefined): DataverseTable => {
  const logicalName = `${navigation}_intersect`;
  const side = (other: Draft, own: Draft, name: string, here: string, there: string, partner: string | undefined): DataverseNavigation => ({
    name,
    cardinality: 'many',
    target: other.entitySet,
    targetType: other.logicalName,
    join: [{ here: own.primaryId, there: other.primaryId }],
    through: { table: logicalName, here, there },
    ...(partner === undefined ? {} : { partner }),
  });
  left.navigations.set(navigation, side(right, left, navigation, 'one', 'two', navigationOnOther));
  if (navigationOnOther !== undefined)
    right.navigations.set(navigationOnOther, side(left, right, navigationOnOther, 'two', 'one', navigation));
  const columns = new Map<string, DataverseColumn>(['one', 'two'].map((name) => [name, { name, kind: 'guid', type: 'Guid' }] as const));
  return {
    definition: left.definition,
    logicalName,
    entitySet: logicalName,
    entityType: logicalName,
    primaryId: 'one',
    primaryName: undefined,
    columns,
    key: { name: logicalName, columns: ['one', 'two'] },
    alternateKeys: [],
    navigations: new Map(),
    lookups: [],
    changeTracking: false,
    optimisticConcurrency: false,
    moneyColumns: [],
    computedColumns: [],
    isIntersect: true,
    isOwned: false,
  };
};
