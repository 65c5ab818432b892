import { InvalidControlCall } from './ports';

/** The column types of the control API. */
export const columnTypes = [
  'String',
  'Memo',
  'Int32',
  'Int64',
  'Decimal',
  'Double',
  'Money',
  'Boolean',
  'DateTime',
  'Choice',
  'MultiChoice',
  'Guid',
] as const;
export type ColumnType = (typeof columnTypes)[number];

export type DateBehavior = 'UserLocal' | 'DateOnly' | 'TimeZoneIndependent';

export interface OptionDefinition {
  readonly value: number;
  readonly label: string;
  /** For `statuscode`: the state that the reason belongs to. */
  readonly state?: number;
}

export interface ColumnDefinition {
  readonly name: string;
  readonly type: ColumnType;
  readonly maxLength?: number;
  readonly precision?: number;
  readonly options?: readonly OptionDefinition[];
  readonly behavior?: DateBehavior;
  readonly readOnly?: boolean;
  /** Names of columns whose values are joined by blanks. */
  readonly computed?: string;
  readonly required?: boolean;
  readonly default?: string | number | boolean;
  /** Smallest and largest whole number. */
  readonly min?: number;
  readonly max?: number;
  /** Never given back once written, as the secret of an endpoint. */
  readonly writeOnly?: boolean;
}

export interface LookupTarget {
  readonly table: string;
  readonly navigation?: string;
  /** Navigation property on the target that leads back to its rows here. */
  readonly collection?: string;
  /** What deleting the target does to rows here. */
  readonly onDelete?: 'RemoveLink' | 'Cascade' | 'Restrict';
}

export interface LookupDefinition {
  readonly name: string;
  readonly targets: readonly LookupTarget[];
  readonly readOnly?: boolean;
}

export interface ManyToManyDefinition {
  readonly with: string;
  readonly navigation: string;
  readonly navigationOnOther?: string;
}

export interface AlternateKeyDefinition {
  readonly name: string;
  readonly columns: readonly string[];
}

/** A table of the control API, complete: what a caller leaves out has its default. */
export interface TableDefinition {
  readonly logicalName: string;
  readonly entitySetName: string;
  readonly primaryId: string;
  readonly primaryName?: string;
  readonly baseType: string;
  readonly changeTracking: boolean;
  readonly optimisticConcurrency: boolean;
  readonly columns: readonly ColumnDefinition[];
  readonly lookups: readonly LookupDefinition[];
  readonly manyToMany: readonly ManyToManyDefinition[];
  readonly alternateKeys: readonly AlternateKeyDefinition[];
}

type Json = Readonly<Record<string, unknown>>;

/** Checks one raw definition and merges it into the known one, by name. Throws `InvalidControlCall` naming the member. */
export const mergeDefinition = (raw: unknown, known: TableDefinition | undefined, at: string): TableDefinition => {
  const given = object(raw, at);
  const logicalName = text(given, 'logicalName', at);
  const entitySetName = optionalText(given, 'entitySetName', at) ?? known?.entitySetName;
  if (entitySetName === undefined) throw new InvalidControlCall(`${at}.entitySetName is missing: the table '${logicalName}' is new.`);
  const definition: TableDefinition = {
    logicalName,
    entitySetName,
    primaryId: optionalText(given, 'primaryId', at) ?? known?.primaryId ?? `${logicalName}id`,
    primaryName: optionalText(given, 'primaryName', at) ?? known?.primaryName,
    baseType: optionalText(given, 'baseType', at) ?? known?.baseType ?? 'crmbaseentity',
    changeTracking: optionalFlag(given, 'changeTracking', at) ?? known?.changeTracking ?? false,
    optimisticConcurrency: optionalFlag(given, 'optimisticConcurrency', at) ?? known?.optimisticConcurrency ?? true,
    columns: mergeByName(known?.columns, list(given, 'columns', at, column)),
    lookups: mergeLookups(known?.lookups, list(given, 'lookups', at, lookup)),
    manyToMany: mergeBy(known?.manyToMany, list(given, 'manyToMany', at, manyToMany), ({ navigation }) => navigation),
    alternateKeys: mergeByName(known?.alternateKeys, list(given, 'alternateKeys', at, alternateKey)),
  };
  return definition;
};

/** Whether a definition needs nothing of an earlier one. */
export const isWhole = (raw: unknown): boolean => {
  const given = raw as Json;
  return typeof given['entitySetName'] === 'string' && typeof given['primaryId'] === 'string' && Array.isArray(given['columns']);
};

/** Whether a column or lookup that was there is another one now; what is only added changes nothing for those who read before. */
export const changesWhatIsKnown = (before: TableDefinition, after: TableDefinition): boolean => {
  const changed = <Item extends { readonly name: string }>(old: readonly Item[], now: readonly Item[]): boolean =>
    old.some((item) => JSON.stringify(item) !== JSON.stringify(now.find(({ name }) => name === item.name)));
  return changed(before.columns, after.columns) || changed(before.lookups, after.lookups);
};

const column = (given: Json, at: string): ColumnDefinition => {
  const type = text(given, 'type', at);
  if (!columnTypes.some((known) => known === type)) {
    throw new InvalidControlCall(`${at}.type is '${type}'; it must be one of ${columnTypes.join(' ')}.`);
  }
  const behavior = optionalText(given, 'behavior', at);
  if (behavior !== undefined && behavior !== 'UserLocal' && behavior !== 'DateOnly' && behavior !== 'TimeZoneIndependent') {
    throw new InvalidControlCall(`${at}.behavior is '${behavior}'; it must be UserLocal, DateOnly or TimeZoneIndependent.`);
  }
  const preset = given['default'];
  if (preset !== undefined && typeof preset !== 'string' && typeof preset !== 'number' && typeof preset !== 'boolean') {
    throw new InvalidControlCall(`${at}.default must be a text, a number or a boolean.`);
  }
  return defined({
    name: text(given, 'name', at),
    type: type as ColumnType,
    maxLength: optionalNumber(given, 'maxLength', at),
    precision: optionalNumber(given, 'precision', at),
    options: given['options'] === undefined ? undefined : list(given, 'options', at, option),
    behavior,
    readOnly: optionalFlag(given, 'readOnly', at),
    computed: optionalText(given, 'computed', at),
    required: optionalFlag(given, 'required', at),
    default: preset,
    min: optionalNumber(given, 'min', at),
    max: optionalNumber(given, 'max', at),
    writeOnly: optionalFlag(given, 'writeOnly', at),
  });
};

const option = (given: Json, at: string): OptionDefinition => {
  const value = optionalNumber(given, 'value', at);
  if (value === undefined || !Number.isInteger(value)) throw new InvalidControlCall(`${at}.value must be a whole number.`);

  return defined({ value, label: optionalText(given, 'label', at) ?? String(value), state: optionalNumber(given, 'state', at) });
};

const lookup = (given: Json, at: string): LookupDefinition => {
  const targets = list(given, 'targets', at, target);
  if (targets.length === 0) throw new InvalidControlCall(`${at}.targets must name at least one table.`);

  return defined({ name: text(given, 'name', at), targets, readOnly: optionalFlag(given, 'readOnly', at) });
};

const target = (given: Json, at: string): LookupTarget => {
  const onDelete = optionalText(given, 'onDelete', at);
  if (onDelete !== undefined && onDelete !== 'RemoveLink' && onDelete !== 'Cascade' && onDelete !== 'Restrict') {
    throw new InvalidControlCall(`${at}.onDelete is '${onDelete}'; it must be RemoveLink, Cascade or Restrict.`);
  }
  return defined({
    table: text(given, 'table', at),
    navigation: optionalText(given, 'navigation', at),
    collection: optionalText(given, 'collection', at),
    onDelete,
  });
};

const manyToMany = (given: Json, at: string): ManyToManyDefinition =>
  defined({
    with: text(given, 'with', at),
    navigation: text(given, 'navigation', at),
    navigationOnOther: optionalText(given, 'navigationOnOther', at),
  });

const alternateKey = (given: Json, at: string): AlternateKeyDefinition => {
  const columns = given['columns'];
  if (!Array.isArray(columns) || columns.length === 0 || !columns.every((name): name is string => typeof name === 'string')) {
    throw new InvalidControlCall(`${at}.columns must be a list of column names.`);
  }
  return { name: text(given, 'name', at), columns };
};

const mergeByName = <T extends { readonly name: string }>(known: readonly T[] | undefined, given: readonly T[]): T[] =>
  mergeBy(known, given, ({ name }) => name);

const mergeBy = <T>(known: readonly T[] = [], given: readonly T[], key: (item: T) => string): T[] => {
  const merged = new Map(known.map((item) => [key(item), item]));
  for (const item of given) merged.set(key(item), item);

  return [...merged.values()];
};

const mergeLookups = (known: readonly LookupDefinition[] = [], given: readonly LookupDefinition[]): LookupDefinition[] => {
  const merged = new Map(known.map((item) => [item.name, item]));
  for (const item of given) {
    const before = merged.get(item.name);
    merged.set(item.name, before === undefined ? item : { ...item, targets: mergeBy(before.targets, item.targets, ({ table }) => table) });
  }
  return [...merged.values()];
};

/** Without members that are `undefined`, so that absent stays absent. */
const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;

const object = (value: unknown, at: string): Json => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InvalidControlCall(`${at} must be an object.`);

  return value as Json;
};

const list = <T>(given: Json, member: string, at: string, read: (item: Json, at: string) => T): T[] => {
  const value = given[member];
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new InvalidControlCall(`${at}.${member} must be a list.`);

  return value.map((item, index) => read(object(item, `${at}.${member}[${index}]`), `${at}.${member}[${index}]`));
};

const text = (given: Json, member: string, at: string): string => {
  const value = optionalText(given, member, at);
  if (value === undefined) throw new InvalidControlCall(`${at}.${member} is missing.`);

  return value;
};

const optionalText = (given: Json, member: string, at: string): string | undefined => {
  const value = given[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value === '') throw new InvalidControlCall(`${at}.${member} must be a text.`);

  return value;
};

const optionalNumber = (given: Json, member: string, at: string): number | undefined => {
  const value = given[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') throw new InvalidControlCall(`${at}.${member} must be a number.`);

  return value;
};

const optionalFlag = (given: Json, member: string, at: string): boolean | undefined => {
  const value = given[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw new InvalidControlCall(`${at}.${member} must be true or false.`);

  return value;
};
