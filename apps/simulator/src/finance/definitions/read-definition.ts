import { ControlRefusal } from '../../control/control-refusal';
import { isObject, type JsonObject } from '../../control/read-body';
import type { ColumnKind, EnumModel, NavigationModel, Value } from '../../odata/model';
import type { FinanceAction, FinanceColumn, FinanceReference, FinanceTable, FinanceType } from './finance-table';
import { labelOf } from './labels';

/** Enums of the definitions, by name; shared by all tables. */
export type Enums = ReadonlyMap<string, EnumModel>;

const kinds: Readonly<Record<FinanceType, ColumnKind>> = {
  String: 'string',
  Int32: 'int32',
  Int64: 'int64',
  Decimal: 'decimal',
  DateTime: 'dateTime',
  Enum: 'enum',
  Guid: 'guid',
  Boolean: 'boolean',
};

const members = [
  'entitySetName',
  'entityType',
  'internalName',
  'tableName',
  'label',
  'key',
  'companySpecific',
  'readOnly',
  'dataEvents',
  'dataManagement',
  'columns',
  'enums',
  'references',
  'collections',
  'actions',
];

/** Turns one (merged) definition of the control API into a table. Throws `ControlRefusal` that names the member at fault. */
export const readDefinition = (definition: JsonObject, enums: Enums): FinanceTable => {
  const stranger = Object.keys(definition).find((name) => !members.includes(name));
  const entitySet = text(definition, 'entitySetName', 'a table');
  if (stranger !== undefined)
    throw new ControlRefusal(`Table '${entitySet}' has an unknown member '${stranger}'. Known are: ${members.join(', ')}.`);
  const entityType = optional(definition, 'entityType') ?? singular(entitySet);
  const internalName = optional(definition, 'internalName') ?? entityType;
  const keyColumns = names(definition['key'], `${entitySet}.key`);
  if (keyColumns.length === 0) throw new ControlRefusal(`Table '${entitySet}' needs 'key', a list of column names.`);
  const companySpecific = flag(definition, 'companySpecific', keyColumns.includes('dataAreaId'));

  const columns = new Map<string, FinanceColumn>();
  if (companySpecific)
    columns.set('dataAreaId', readColumn({ name: 'dataAreaId', type: 'String', maxLength: 4, label: 'Company' }, entitySet, enums));
  for (const item of list(definition, 'columns', entitySet)) {
    const column = readColumn(item, entitySet, enums);
    columns.set(column.name, column);
  }
  for (const name of keyColumns) {
    const column = columns.get(name);
    if (column === undefined) throw new ControlRefusal(`Table '${entitySet}': the key names '${name}', which is no column.`);
    // A company is shared by too many rows for an index to help.
    columns.set(name, { ...column, indexed: name !== 'dataAreaId' });
  }
  const references = list(definition, 'references', entitySet).map((item) => readReference(item, entitySet, columns));
  const navigations = new Map<string, NavigationModel>();
  const company = companySpecific ? [{ here: 'dataAreaId', there: 'dataAreaId' }] : [];
  for (const { navigation, to, columns: here, by } of references) {
    if (navigation === undefined) continue;
    const join = here.map((name, index) => ({ here: name, there: by[index]! }));
    navigations.set(navigation, {
      name: navigation,
      cardinality: 'one',
      target: to,
      join: by.includes('dataAreaId') ? join : [...company, ...join],
    });
  }
  for (const item of list(definition, 'collections', entitySet)) {
    const name = text(item, 'navigation', `${entitySet}.collections`);
    const by = item['by'];
    if (!isObject(by)) throw new ControlRefusal(`'${entitySet}.collections.by' must be an object of column names.`);
    const join = Object.entries(by).map(([here, there]) => ({ here, there: String(there) }));
    navigations.set(name, {
      name,
      cardinality: 'many',
      target: text(item, 'to', `${entitySet}.collections`),
      join: join.some(({ here }) => here === 'dataAreaId') ? join : [...company, ...join],
    });
  }

  return {
    model: {
      entitySet,
      entityType,
      columns,
      key: { name: 'key', columns: keyColumns },
      alternateKeys: [],
      navigations,
      changeTracking: false,
    },
    columns,
    entitySet,
    entityType,
    internalName,
    tableName: optional(definition, 'tableName') ?? internalName.replace(/Entity$/, ''),
    label: optional(definition, 'label') ?? labelOf(entitySet),
    companySpecific,
    readOnly: flag(definition, 'readOnly', false),
    dataEvents: flag(definition, 'dataEvents', true),
    dataManagement: flag(definition, 'dataManagement', true),
    references,
    actions: list(definition, 'actions', entitySet).map((item) => readAction(item, entitySet)),
    enums: [...new Set([...columns.values()].flatMap((column) => (column.enum ? [column.enum] : [])))],
  };
};

export const readEnum = (item: JsonObject, where: string): EnumModel => {
  const name = text(item, 'name', `${where}.enums`);
  const values = list({ values: item['values'] ?? item['members'] }, 'values', `${where}.enums.${name}`);
  if (values.length === 0) throw new ControlRefusal(`Enum '${name}' of '${where}' has no values.`);
  return {
    name,
    members: values.map((member, index) => {
      const value = member['value'] ?? index;
      if (typeof value !== 'number') throw new ControlRefusal(`A value of enum '${name}' of '${where}' is not a number.`);
      return { name: text(member, 'name', `${where}.enums.${name}`), value, label: optional(member, 'label') };
    }),
  };
};

const readColumn = (item: JsonObject, entitySet: string, enums: Enums): FinanceColumn => {
  const name = text(item, 'name', `${entitySet}.columns`);
  const where = `${entitySet}.columns.${name}`;
  const type = text(item, 'type', where) as FinanceType;
  const kind = kinds[type];
  if (kind === undefined) throw new ControlRefusal(`'${where}.type' is '${type}'; it must be one of: ${Object.keys(kinds).join(', ')}.`);
  const enumName = optional(item, 'enum');
  const model = enumName === undefined ? undefined : enums.get(enumName);
  if (type === 'Enum' && model === undefined)
    throw new ControlRefusal(`'${where}.enum' is '${enumName ?? ''}'; no enum of this name is defined.`);
  const precision = item['precision'];
  if (precision !== undefined && typeof precision !== 'number' && precision !== 'day' && precision !== 'second') {
    throw new ControlRefusal(`'${where}.precision' must be 'day' or 'second'.`);
  }
  const datePrecision = precision === 'day' || precision === 'second' ? precision : /DateTime\d*$/.test(name) ? 'second' : 'mixed';
  return {
    name,
    type,
    kind,
    label: optional(item, 'label') ?? labelOf(name),
    maxLength: typeof item['maxLength'] === 'number' ? item['maxLength'] : undefined,
    scale: typeof precision === 'number' ? precision : undefined,
    readOnly: flag(item, 'readOnly', false),
    mandatory: flag(item, 'mandatory', false),
    default: item['default'] === undefined ? undefined : (item['default'] as Value),
    numberSequence: optional(item, 'numberSequence'),
    enum: type === 'Enum' ? model : undefined,
    precision: datePrecision,
    unset: unsetValue(type, datePrecision, model),
    indexed: false,
  };
};

const unsetValue = (type: FinanceType, precision: FinanceColumn['precision'], model: EnumModel | undefined): Value => {
  switch (type) {
    case 'String':
      return '';
    case 'Int32':
    case 'Int64':
      return 0;
    case 'Decimal':
      return '0';
    case 'DateTime':
      return precision === 'second' ? '1900-01-01T00:00:00Z' : '1900-01-01T12:00:00Z';
    case 'Enum':
      return (model?.members.find(({ value }) => value === 0) ?? model?.members[0])?.name ?? '';
    case 'Guid':
      return '00000000-0000-0000-0000-000000000000';
    case 'Boolean':
      return false;
  }
};

const readReference = (item: JsonObject, entitySet: string, known: ReadonlyMap<string, FinanceColumn>): FinanceReference => {
  const where = `${entitySet}.references`;
  const columns = names(item['columns'], `${where}.columns`);
  const by = names(item['by'], `${where}.by`);
  if (columns.length === 0 || columns.length !== by.length)
    throw new ControlRefusal(`'${where}' must pair each of 'columns' with one of 'by'.`);
  const missing = columns.find((name) => !known.has(name));
  if (missing !== undefined) throw new ControlRefusal(`'${where}' names '${missing}', which is no column.`);
  return {
    columns,
    by,
    to: text(item, 'to', where),
    navigation: optional(item, 'navigation'),
    onDelete: optional(item, 'onDelete') === 'none' ? 'none' : 'restrict',
  };
};

const readAction = (item: JsonObject, entitySet: string): FinanceAction => {
  const where = `${entitySet}.actions`;
  const refuse = item['refuse'];
  if (refuse !== undefined && (!isObject(refuse) || !isObject(refuse['where']) || typeof refuse['message'] !== 'string')) {
    throw new ControlRefusal(`'${where}.refuse' must be {"where":{...},"message":"..."}.`);
  }
  const boundTo = optional(item, 'boundTo') ?? 'record';
  return {
    name: text(item, 'name', where),
    boundTo: boundTo === 'set' || boundTo === 'collection' ? 'set' : 'record',
    parameters: list(item, 'parameters', where).map((parameter) => ({
      name: text(parameter, 'name', `${where}.parameters`),
      type: optional(parameter, 'type') ?? 'String',
    })),
    returns: optional(item, 'returns'),
    refuse: refuse as FinanceAction['refuse'],
  };
};

const text = (object: JsonObject, name: string, where: string): string => {
  const value = object[name];
  if (typeof value !== 'string' || value === '') throw new ControlRefusal(`'${name}' of ${where} must be a text that is not empty.`);
  return value;
};

const optional = (object: JsonObject, name: string): string | undefined => {
  const value = object[name];
  return typeof value === 'string' ? value : undefined;
};

const flag = (object: JsonObject, name: string, otherwise: boolean): boolean => {
  const value = object[name];
  if (value === undefined) return otherwise;
  if (typeof value !== 'boolean') throw new ControlRefusal(`'${name}' must be true or false.`);
  return value;
};

const list = (object: JsonObject, name: string, where: string): JsonObject[] => {
  const value = object[name] ?? [];
  if (!Array.isArray(value) || !value.every(isObject)) throw new ControlRefusal(`'${name}' of ${where} must be a list of objects.`);
  return value;
};

const names = (value: unknown, where: string): string[] => {
  if (!Array.isArray(value) || !value.every((name): name is string => typeof name === 'string')) {
    throw new ControlRefusal(`'${where}' must be a list of names.`);
  }
  return value;
};

const singular = (entitySet: string): string => (entitySet.endsWith('ies') ? `${entitySet.slice(0, -3)}y` : entitySet.replace(/s$/, ''));
