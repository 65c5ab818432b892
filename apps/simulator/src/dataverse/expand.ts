import type { Row } from '../odata/model';
import type { ExpandItem, QueryOptions } from '../odata/query-options';
import { matchingRows, positionOf } from '../odata/query';
import { relatedRows } from '../odata/relations';
import type { DataverseNavigation, DataverseTable } from './dataverse-model';
import { failures } from './errors';
import type { Operation } from './operation';
import { writeCookie } from './paging-cookie';
import { resolveQuery } from './query-resolution';
import { type Annotations, rowMembers } from './row-json';
import { selectColumns } from './selection';
import { singleTarget } from './single-target';

const maximumExpands = 15;
const maximumChildren = 5_000;

/** Throws for what section 4.3 refuses. `inside`: the collection whose members are being expanded. */
export const checkExpand = (table: DataverseTable, options: QueryOptions, operation: Operation, inside?: DataverseNavigation): void => {
  const items = options.expand ?? [];
  if (inside === undefined && countExpands(options) > maximumExpands) {
    throw failures.unsupported(`The number of $expand options is larger than the maximum of ${maximumExpands}.`);
  }
  for (const item of items) {
    const navigation = table.navigations.get(item.name);
    const target = navigation && operation.environment.byType(navigation.targetType === 'principal' ? 'systemuser' : navigation.targetType);
    if (navigation === undefined || target === undefined) throw failures.propertyUnknown(item.name, table.logicalName);
    if (item.suffix === '$ref' && navigation.cardinality === 'many') {
      throw failures.unsupported('Expand with $ref is only supported on lookup type navigation property.');
    }
    const refused = [...item.options.unknown, ...['$skip', '$apply', '$count'].filter((option) => item.options.given.has(option))];
    if (refused.length > 0) throw failures.unsupported(`The query parameter ${refused[0]!} is not supported inside $expand.`);
    const isNested = navigation.cardinality === 'one' || inside !== undefined;
    if (isNested && (item.options.top !== undefined || item.options.orderby !== undefined)) {
      throw failures.unsupported(
        'Only $select and $filter clause can be provided while doing $expand on many-to-one relationship or nested one-to-many relationship.',
      );
    }
    const collections = items.filter(({ name }) => table.navigations.get(name)?.cardinality === 'many').length;
    if (navigation.through !== undefined && (collections > 1 || inside !== undefined)) {
      throw failures.unsupported('An $expand of a many-to-many relationship cannot be combined with other collections or be nested.');
    }
    const others = (navigation.targetType === 'principal' ? navigation.lookup!.targets : []).map(({ table: name }) =>
      operation.environment.byType(name),
    );
    selectColumns(
      target,
      item.options.select?.filter((name) => target.columns.has(name) || !others.some((other) => other?.columns.has(name) === true)),
    );
    if (item.options.expand !== undefined)
      checkExpand(target, item.options, operation, navigation.cardinality === 'many' ? navigation : inside);
  }
};

const countExpands = (options: QueryOptions): number =>
  (options.expand ?? []).reduce((sum, item) => sum + 1 + countExpands(item.options), 0);

/** A nested `$expand` anywhere in the query switches paging of all expanded collections on. */
export const pagesChildren = (options: QueryOptions): boolean => (options.expand ?? []).some((item) => item.options.expand !== undefined);

/** `,"nav":{...}` and `,"Coll":[...],"Coll@odata.nextLink":"..."` of one row. */
export const expandedMembers = (
  operation: Operation,
  table: DataverseTable,
  row: Row,
  options: QueryOptions,
  annotations: Annotations,
  paged = pagesChildren(options),
): string => {
  let text = '';
  for (const item of options.expand ?? []) {
    const navigation = table.navigations.get(item.name)!;
    text +=
      navigation.cardinality === 'one'
        ? single(operation, navigation, row, item, annotations, paged)
        : collection(operation, table, navigation, row, item, annotations, paged);
  }
  return text;
};

const single = (
  operation: Operation,
  navigation: DataverseNavigation,
  row: Row,
  item: ExpandItem,
  annotations: Annotations,
  paged: boolean,
): string => {
  const { environment } = operation;
  const { table: target, ...found } = singleTarget(environment, navigation, row);
  let { related } = found;
  const { condition } = resolveQuery(operation, target, item.options);
  if (related !== undefined && condition !== undefined) {
    related = [...matchingRows(environment.database, { table: environment.store(target), condition, among: [related] })][0];
  }
  if (related === undefined) return `,${JSON.stringify(item.name)}:null`;
  if (item.suffix === '$ref') {
    return `,${JSON.stringify(item.name)}:{"@odata.id":${JSON.stringify(`${operation.api}/${target.entitySet}(${String(related[target.primaryId])})`)}}`;
  }
  return `,${JSON.stringify(item.name)}:{${members(operation, target, related, knownTo(target, item.options), annotations, paged)}}`;
};

/** A team has no `fullname`: what was selected of users is left out where the owner is a team. */
const knownTo = (target: DataverseTable, options: QueryOptions): QueryOptions => ({
  ...options,
  ...(options.select === undefined
    ? {}
    : { select: options.select.filter((name) => name === '*' || target.columns.has(name) || target.navigations.has(name)) }),
});

const collection = (
  operation: Operation,
  table: DataverseTable,
  navigation: DataverseNavigation,
  row: Row,
  item: ExpandItem,
  annotations: Annotations,
  paged: boolean,
): string => {
  const { environment, api } = operation;
  const target = environment.byType(navigation.targetType)!;
  const { condition, sort } = resolveQuery(operation, target, item.options);
  const among = relatedRows(environment.database, navigation, row);
  const query = {
    table: environment.store(target),
    among,
    ...(condition === undefined ? {} : { condition }),
    ...(sort === undefined ? {} : { sort }),
  };
  const page = paged ? (operation.preferences.pageSize ?? maximumChildren) : maximumChildren;
  const limit = Math.min(item.options.top ?? maximumChildren, page, maximumChildren);
  if (item.suffix === '$count')
    return `,${JSON.stringify(`${item.name}@odata.count`)}:${[...matchingRows(environment.database, query)].length}`;
  const children: string[] = [];
  let last: Row | undefined;
  let cookie: string | undefined;
  for (const child of matchingRows(environment.database, query)) {
    if (children.length >= limit) {
      if (paged && last !== undefined) {
        cookie = writeCookie({ page: 2, ...positionOf(environment.database, query, last) });
      }
      break;
    }
    children.push(`{${members(operation, target, child, item.options, annotations, paged, navigation.reverseOf?.lookup.column)}}`);
    last = child;
  }
  const options = [...item.texts.map((option) => encodeURI(option.trim())), ...(cookie === undefined ? [] : [`$skiptoken=${cookie}`])].join(
    '&',
  );
  const link = `${api}/${table.entitySet}(${String(row[table.primaryId])})/${item.name}${options === '' ? '' : `?${options}`}`;

  return `,${JSON.stringify(item.name)}:[${children.join(',')}],${JSON.stringify(`${item.name}@odata.nextLink`)}:${JSON.stringify(link)}`;
};

const members = (
  operation: Operation,
  table: DataverseTable,
  row: Row,
  options: QueryOptions,
  annotations: Annotations,
  paged: boolean,
  backLookup?: string,
): string => {
  const selection = selectColumns(table, options.select, backLookup === undefined ? [] : [backLookup]);

  return (
    rowMembers(operation.environment, table, row, selection, annotations) + expandedMembers(operation, table, row, options, annotations)
  );
};
