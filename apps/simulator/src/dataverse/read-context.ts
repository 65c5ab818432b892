import type { ExpandItem, QueryOptions } from '../odata/query-options';
import type { DataverseTable } from './dataverse-model';

/** `(a,b,nav(c))` of a context URL: selected columns, then expanded properties; empty when neither is given. */
export const contextSelection = (options: QueryOptions): string => {
  const parts = [...(options.select ?? []), ...(options.expand ?? []).filter(({ suffix }) => suffix !== '$count').map(expandedPart)];

  return parts.length === 0 ? '' : `(${parts.join(',')})`;
};

const expandedPart = ({ name, suffix, options }: ExpandItem): string => {
  if (suffix === '$ref') return `${name},${name}/$ref()`;
  const inner = contextSelection(options);

  return `${name}${inner === '' ? '()' : inner}`;
};

export const contextOf = (api: string, table: DataverseTable, options: QueryOptions, suffix = ''): string =>
  `"@odata.context":${JSON.stringify(`${api}/$metadata#${table.entitySet}${contextSelection(options)}${suffix}`)}`;
