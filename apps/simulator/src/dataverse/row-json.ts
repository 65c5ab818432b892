import { jsonValue } from '../odata/json-writer';
import type { Row } from '../odata/model';
import type { DataverseColumn, DataverseTable } from './dataverse-model';
import type { Environment } from './environment';
import { formattedValue, targetType } from './formatted-values';
import type { Selection } from './selection';

/** Which annotations the caller asked for. */
export interface Annotations {
  readonly any: boolean;
  readonly formatted: boolean;
  readonly logicalName: boolean;
  readonly navigation: boolean;
  readonly totalCount: boolean;
  readonly limitExceeded: boolean;
  readonly metadataVersion: boolean;
}

const names = {
  formatted: 'OData.Community.Display.V1.FormattedValue',
  logicalName: 'Microsoft.Dynamics.CRM.lookuplogicalname',
  navigation: 'Microsoft.Dynamics.CRM.associatednavigationproperty',
  totalCount: 'Microsoft.Dynamics.CRM.totalrecordcount',
  limitExceeded: 'Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded',
  metadataVersion: 'Microsoft.Dynamics.CRM.globalmetadataversion',
} as const;

/** `odata.include-annotations` patterns: exact names, or with `*`; a leading minus takes out again. */
export const wantedAnnotations = (patterns: readonly string[]): Annotations => {
  const wants = (name: string): boolean => {
    let result = false;
    for (const pattern of patterns) {
      const isExclusion = pattern.startsWith('-');
      if (matches(isExclusion ? pattern.slice(1) : pattern, name)) result = !isExclusion;
    }
    return result;
  };
  return {
    any: patterns.length > 0,
    formatted: wants(names.formatted),
    logicalName: wants(names.logicalName),
    navigation: wants(names.navigation),
    totalCount: wants(names.totalCount),
    limitExceeded: wants(names.limitExceeded),
    metadataVersion: wants(names.metadataVersion),
  };
};

const matches = (pattern: string, name: string): boolean => {
  if (!pattern.includes('*')) return pattern === name;
  const expression = pattern
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');

  return new RegExp(`^${expression}$`).test(name);
};

/** `"@odata.etag":...` and the selected properties, without the braces: an annotation precedes its property. */
export const rowMembers = (
  environment: Environment,
  table: DataverseTable,
  row: Row,
  selection: Selection,
  annotations: Annotations,
): string => {
  let text = `"@odata.etag":"W/\\"${String(row['versionnumber'])}\\""`;
  for (const column of selection.columns) {
    const value = row[column.name] ?? null;
    if (value !== null && annotations.any) text += annotationMembers(environment, table, column, row, annotations);
    text += `,"${column.name}":${jsonValue(column.kind, value)}`;
  }
  return text;
};

const annotationMembers = (
  environment: Environment,
  table: DataverseTable,
  column: DataverseColumn,
  row: Row,
  annotations: Annotations,
): string => {
  let text = '';
  if (annotations.formatted) {
    const formatted = formattedValue(environment, table, column, row, row[column.name]!);
    if (formatted !== undefined) text += `,"${column.name}@${names.formatted}":${JSON.stringify(formatted)}`;
  }
  if (column.lookup === undefined) return text;
  const type = targetType(column, row);
  const navigation = column.lookup.targets.find((target) => target.table === type)?.navigation;
  if (annotations.navigation && navigation !== undefined) text += `,"${column.name}@${names.navigation}":${JSON.stringify(navigation)}`;
  if (annotations.logicalName) text += `,"${column.name}@${names.logicalName}":${JSON.stringify(type)}`;

  return text;
};
