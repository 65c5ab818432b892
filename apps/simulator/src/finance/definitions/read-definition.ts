import { ControlRefusal } from '../../control/control-refusal';
import { isObject, type JsonObject } from '../../control/read-body';
import type { NavigationModel } from '../../odata/model';
import { flag, list, names, optional, text } from './definition-members';
import type { FinanceAction, FinanceColumn, FinanceReference, FinanceTable } from './finance-table';
import { labelOf } from './labels';
import { type Enums, readColumn } from './read-column';

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
  // A column that a reference speaks of without the definition listing it is a text.
  for (const item of list(definition, 'references', entitySet)) {
    for (const name of names(item['columns'], `${entitySet}.references.columns`)) {
      if (!columns.has(name)) columns.set(name, readColumn({ name, type: 'String' }, entitySet, enums));
    }
  }
  for (const name of keyColumns) {
    const column = columns.get(name);
    if (column === undefined) throw new ControlRefusal(`Table '${entitySet}': the key names '${name}', which is no column.`);
    // A company is shared by too many rows for an index to help.
    columns.set(name, { ...column, indexed: name !== 'dataAreaId' });
  }
  const references = list(definition, 'references', entitySet).map((item) => readReference(item, entitySet));
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

const readReference = (item: JsonObject, entitySet: string): FinanceReference => {
  const where = `${entitySet}.references`;
  const columns = names(item['columns'], `${where}.columns`);
  const by = names(item['by'], `${where}.by`);
  if (columns.length === 0 || columns.length !== by.length)
    throw new ControlRefusal(`'${where}' must pair each of 'columns' with one of 'by'.`);
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

const singular = (entitySet: string): string => (entitySet.endsWith('ies') ? `${entitySet.slice(0, -3)}y` : entitySet.replace(/s$/, ''));
