import type { DataverseTable, LookupModel } from './dataverse-model';
import type { Environment } from './environment';

/** The lookup that makes a table's rows a tree: the first that leads to the table itself, and nowhere else. */
export const hierarchyOf = (table: DataverseTable): LookupModel | undefined =>
  table.lookups.find(({ targets }) => targets.length === 1 && targets[0]!.table === table.logicalName);

/** Ids of all rows below `ids`, themselves left out unless they are below one another. A circle is walked once. */
export const idsBelow = (environment: Environment, table: DataverseTable, lookup: LookupModel, ids: readonly string[]): Set<string> => {
  const found = new Set<string>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const row of environment.store(table).where(lookup.column, id)) {
      const child = String(row[table.primaryId]);
      if (found.has(child)) continue;
      found.add(child);
      open.push(child);
    }
  }
  return found;
};

/** Ids of all rows above one, nearest first. */
export const idsAbove = (environment: Environment, table: DataverseTable, lookup: LookupModel, id: string): Set<string> => {
  const found = new Set<string>();
  let above = environment.store(table).get(id)?.[lookup.column] ?? null;
  while (typeof above === 'string' && !found.has(above)) {
    found.add(above);
    above = environment.store(table).get(above)?.[lookup.column] ?? null;
  }
  return found;
};

/** Ids of the teams that a user is a member of. */
export const teamsOf = (environment: Environment, userId: string): string[] => {
  const membership = environment.byType('systemuser')?.navigations.get('teammembership_association');
  if (membership?.through === undefined) return [];
  const pairs = environment.database.table(membership.through.table)?.where(membership.through.here, userId) ?? [];

  return pairs.map((pair) => String(pair[membership.through!.there]));
};

/** The user and everybody who reports to them, directly or not. */
export const userAndReports = (environment: Environment, userId: string): string[] => {
  const users = environment.byType('systemuser')!;
  const manager = users.lookups.find(({ attribute }) => attribute === 'parentsystemuserid');

  return [userId, ...(manager === undefined ? [] : idsBelow(environment, users, manager, [userId]))];
};
