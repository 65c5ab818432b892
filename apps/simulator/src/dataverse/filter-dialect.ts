import type { FilterDialect } from '../odata/dialect';
import type { DataverseTable } from './dataverse-model';
import { failures } from './errors';
import type { Operation } from './operation';
import { QueryFunction } from './query-function';
import { lookupColumn } from './schema';
import { hasWildcard, likeMatcher } from './text-patterns';

const operators: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'in']);
const namespace = 'Microsoft.Dynamics.CRM.';

/** `$filter` as Dataverse understands it: section 4.2. */
export const filterDialect = (operation: Operation, root: DataverseTable): FilterDialect => ({
  operators,
  textFunctions: true,
  lambda: true,
  hasWildcard,
  matcher: likeMatcher,
  namedCall: (name, parameters, column) => {
    if (!name.startsWith(namespace)) throw failures.syntax(`An unknown function with name '${name}' was found.`);
    return new QueryFunction(operation, root, name.slice(namespace.length), parameters, (path) =>
      column(root.columns.has(path) || !root.columns.has(lookupColumn(path)) ? path : lookupColumn(path)),
    ).condition();
  },
  unknownProperty: (name, table) => failures.propertyUnknown(name, table.entityType),
  unsupported: (feature) => failures.unsupported(`The query feature is not supported: ${feature}.`),
});
