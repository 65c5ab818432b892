import { bindColumn, bindFilter } from '../odata/bind-expression';
import type { BoundCondition } from '../odata/bound-expression';
import { addDecimals, canonicalDecimal, divideDecimals } from '../odata/decimal';
import { compareNullable, compareValues } from '../odata/compare-values';
import { compileColumn } from '../odata/evaluate';
import { parseFilter } from '../odata/expression-parser';
import type { ODataResponse } from '../odata/http';
import { jsonValue } from '../odata/json-writer';
import type { ColumnKind, NavigationModel, Row, Value } from '../odata/model';
import { matchingRows } from '../odata/query';
import { splitOutside } from '../odata/split';
import { jsonAnswer } from './answers';
import type { DataverseColumn } from './dataverse-model';
import type { Environment } from './environment';
import { DataverseError, failures } from './errors';
import { filterDialect } from './filter-dialect';
import { formattedValue } from './formatted-values';
import { appliedPreferences, type ListRequest } from './list-reader';
import { wantedAnnotations } from './row-json';

const mostRows = 50_000;

interface Measure {
  readonly alias: string;
  readonly column?: DataverseColumn;
  readonly method: 'sum' | 'min' | 'max' | 'average' | 'countdistinct' | 'count';
  readonly kind: ColumnKind;
  readonly read: (row: Row) => Value;
}

interface GroupKey {
  readonly name: string;
  /** A second name of the same value: see `relatedNames`. */
  readonly alsoNamed?: string;
  readonly column?: DataverseColumn;
  readonly kind: ColumnKind;
  readonly read: (row: Row) => Value;
}

/** `$apply`: filter, groupby and aggregate, as section 4.6 has them. */
export const readAggregate = (list: ListRequest, text: string): ODataResponse => {
  const { operation, table, options, among } = list;
  const { environment, api } = operation;
  let condition: BoundCondition | undefined;
  let keys: GroupKey[] = [];
  let measures: Measure[] | undefined;
  for (const step of splitOutside(text, '/')) {
    const match = /^\s*(filter|groupby|aggregate)\s*\(([\s\S]*)\)\s*$/.exec(step);
    if (match === null) throw failures.syntax(`The transformation '${step.trim()}' in $apply is not known.`);
    if (measures !== undefined) throw failures.unsupported('Only filter(...)/groupby(...) or aggregate(...) is supported in $apply.');
    const inner = match[2]!;
    if (match[1] === 'filter') {
      const added = bindFilter(parseFilter(inner, options.aliases), table, environment.lookup, filterDialect(operation, table));
      condition = condition === undefined ? added : { kind: 'and', operands: [condition, added] };
    } else if (match[1] === 'aggregate') measures = readMeasures(list, inner);
    else [keys, measures] = readGroupBy(list, inner);
  }
  if (options.filter !== undefined) {
    const added = bindFilter(options.filter, table, environment.lookup, filterDialect(operation, table));
    condition = condition === undefined ? added : { kind: 'and', operands: [condition, added] };
  }
  const query = {
    table: environment.store(table),
    ...(condition === undefined ? {} : { condition }),
    ...(among === undefined ? {} : { among }),
  };
  const order = (options.orderby ?? []).map(({ segments, descending }) => {
    const key = keys.find(({ name }) => name === segments.join('_'));
    if (key === undefined) throw failures.unsupported('The query node SingleValueOpenPropertyAccess is not supported');
    return { ...key, descending };
  });
  const groups = groupRows(matchingRows(environment.database, query), keys);
  if (keys.length === 0 && groups.size === 0) groups.set('', []);
  const rows = [...groups.values()]
    .sort(byKeys(order.length > 0 ? order : keys.map((key) => ({ ...key, descending: false }))))
    .map((members) => groupJson(list, keys, measures ?? [], members));

  return jsonAnswer(
    200,
    `{"@odata.context":${JSON.stringify(`${api}/$metadata#${table.entitySet}`)},"value":[${rows.join(',')}]}`,
    appliedPreferences(operation),
  );
};

const byKeys =
  (order: readonly (GroupKey & { readonly descending: boolean })[]) =>
  ([left]: readonly Row[], [right]: readonly Row[]): number => {
    for (const { kind, read, descending } of order) {
      const result = compareNullable(kind, read(left!), read(right!));
      if (result !== 0) return descending ? -result : result;
    }
    return 0;
  };

const readGroupBy = (list: ListRequest, text: string): [GroupKey[], Measure[]] => {
  const [columns = '', aggregate, ...more] = splitOutside(text, ',');
  const inner = /^\s*\(([\s\S]*)\)\s*$/.exec(columns);
  if (inner === null || more.length > 0) throw failures.syntax(`The groupby '${text}' in $apply cannot be read.`);
  const keys = splitOutside(inner[1]!, ',').map((name) => groupKey(list, name.trim()));
  if (aggregate === undefined) return [keys, []];
  const measures = /^\s*aggregate\s*\(([\s\S]*)\)\s*$/.exec(aggregate);
  if (measures === null) throw failures.syntax(`The aggregate '${aggregate}' in $apply cannot be read.`);

  return [keys, readMeasures(list, measures[1]!)];
};

const groupKey = ({ operation, table }: ListRequest, name: string): GroupKey => {
  const { environment } = operation;
  const column = bindColumn(name.split('/'), table, environment.lookup, filterDialect(operation, table));
  if (column.type === 'dateTime' || column.type === 'date')
    throw failures.unsupported('Grouping by a date and time column is not supported.');

  return {
    ...relatedNames(name, column.path.at(-1), column.column.name, environment),
    column: column.column as DataverseColumn,
    kind: column.type,
    read: compileColumn(column, environment.database),
  };
};

/**
 * What a column of a related table is called in the answer. Section 4.6 names it by the path (`transactioncurrencyid_isocurrencycode`),
 * the documentation's samples by the table (`contact_fullname` of `primarycontactid/fullname`): each row carries both.
 */
const relatedNames = (
  path: string,
  last: NavigationModel | undefined,
  column: string,
  environment: Environment,
): Pick<GroupKey, 'name' | 'alsoNamed'> => {
  const table = last && environment.lookup(last.target)?.logicalName;

  return { name: path.replaceAll('/', '_'), ...(table === undefined ? {} : { alsoNamed: `${table}_${column}` }) };
};

const methods: ReadonlySet<string> = new Set(['sum', 'min', 'max', 'average', 'countdistinct']);

const readMeasures = ({ operation, table }: ListRequest, text: string): Measure[] =>
  splitOutside(text, ',').map((part) => {
    const { environment } = operation;
    const count = /^\s*\$count\s+as\s+(\w+)\s*$/.exec(part);
    if (count !== null) return { alias: count[1]!, method: 'count', kind: 'int32', read: () => 1 };
    const match = /^\s*([\w/$]+)\s+with\s+(\w+)\s+as\s+(\w+)\s*$/.exec(part);
    if (match === null || !methods.has(match[2]!)) throw failures.syntax(`The aggregate '${part.trim()}' in $apply cannot be read.`);
    const column = bindColumn(match[1]!.split('/'), table, environment.lookup, filterDialect(operation, table));
    const method = match[2] as Measure['method'];
    const isNumber = ['decimal', 'double', 'int32', 'int64', 'choice'].includes(column.type);
    if ((method === 'sum' || method === 'average') && !isNumber) {
      throw failures.unsupported(`The aggregate '${method}' needs a number; '${match[1]!}' is none.`);
    }
    return {
      alias: match[3]!,
      method,
      column: column.column as DataverseColumn,
      kind: column.type,
      read: compileColumn(column, environment.database),
    };
  });

const groupRows = (rows: Iterable<Row>, keys: readonly GroupKey[]): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  let count = 0;
  for (const row of rows) {
    count += 1;
    if (count > mostRows) {
      throw new DataverseError(400, '0x8004E023', `The maximum record limit of ${mostRows} is exceeded. Reduce the number of records.`);
    }
    const identity = JSON.stringify(
      keys.map(({ read }) => (typeof read(row) === 'string' ? String(read(row)).toLowerCase() : String(read(row)))),
    );
    const group = groups.get(identity);
    if (group === undefined) groups.set(identity, [row]);
    else group.push(row);
  }
  return groups;
};

/** A null key is left out of its row. */
const groupJson = (
  { operation, table }: ListRequest,
  keys: readonly GroupKey[],
  measures: readonly Measure[],
  members: readonly Row[],
): string => {
  const { formatted } = wantedAnnotations(operation.preferences.annotations);
  const parts: string[] = [];
  const put = (name: string, json: string, value: Value, column: DataverseColumn | undefined, kind: ColumnKind): void => {
    const shown = column ?? { name, kind, type: 'Int32' };
    const text = formatted && value !== null ? formattedValue(operation.environment, table, shown, members[0] ?? {}, value) : undefined;
    if (text !== undefined) parts.push(`${JSON.stringify(`${name}@OData.Community.Display.V1.FormattedValue`)}:${JSON.stringify(text)}`);
    parts.push(`${JSON.stringify(name)}:${json}`);
  };
  for (const { name, alsoNamed, kind, read, column } of keys) {
    const value = read(members[0]!);
    if (value === null) continue;
    for (const shown of new Set([name, alsoNamed ?? name])) put(shown, jsonValue(kind, value), value, column, kind);
  }
  for (const measure of measures) {
    const json = measured(measure, members);
    const isCount = measure.method === 'count' || measure.method === 'countdistinct';
    const value = json === 'null' ? null : json.startsWith('"') ? (JSON.parse(json) as string) : json;
    put(measure.alias, json, value, isCount ? undefined : measure.column, isCount ? 'int32' : measure.kind);
  }
  return `{${parts.join(',')}}`;
};

const measured = ({ method, kind, read }: Measure, members: readonly Row[]): string => {
  if (method === 'count') return String(members.length);
  const values = members.map(read).filter((value) => value !== null);
  if (method === 'countdistinct') return String(new Set(values.map((value) => String(value).toLowerCase())).size);
  if (values.length === 0) return 'null';
  if (method === 'min' || method === 'max') {
    const best = values.reduce((left, right) => (compareValues(kind, left, right) < 0 === (method === 'min') ? left : right));
    return jsonValue(kind, best);
  }
  const sum = values.reduce<string>((total, value) => addDecimals(total, canonicalDecimal(String(value)) ?? '0'), '0');

  return method === 'sum' ? sum : divideDecimals(sum, String(values.length), 10);
};
