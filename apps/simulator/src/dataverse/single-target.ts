import type { Row } from '../odata/model';
import { relatedRow } from '../odata/relations';
import type { DataverseNavigation, DataverseTable } from './dataverse-model';
import type { Environment } from './environment';

/** Where a single-valued navigation property leads from one row. One name may lead to several tables: `ownerid` to users and teams. */
export const singleTarget = (
  environment: Environment,
  navigation: DataverseNavigation,
  row: Row,
): { readonly table: DataverseTable; readonly related: Row | undefined } => {
  const declared = environment.lookup(navigation.target)!;
  if (navigation.targetType !== 'principal') return { table: declared, related: relatedRow(environment.database, navigation, row) };
  const { column, typeColumn } = navigation.lookup!;
  const type = typeColumn === undefined ? undefined : row[typeColumn];
  const table = (typeof type === 'string' ? environment.byType(type) : undefined) ?? declared;
  const id = row[column] ?? null;

  return { table, related: id === null ? undefined : environment.store(table).get(String(id)) };
};
