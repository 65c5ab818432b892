import type { Row, Value } from '../odata/model';
import type { DataverseNavigation, DataverseTable } from './dataverse-model';
import { failures } from './errors';
import type { Operation } from './operation';
import type { RowWriter } from './row-writer';

/** Adds a member to a collection: sets the member's lookup, or adds a pair. */
export const associate = (
  writer: RowWriter,
  operation: Operation,
  table: DataverseTable,
  owner: Row,
  navigation: DataverseNavigation,
  memberId: string,
): void => {
  const { environment } = operation;
  if (navigation.through !== undefined) {
    const pairs = environment.database.table(navigation.through.table)!;
    const pair = { [navigation.through.here]: owner[table.primaryId] ?? null, [navigation.through.there]: memberId };
    pairs.insert({ one: pair['one']!, two: pair['two']! });
    return;
  }
  const { member, values } = memberOf(operation, navigation, memberId, String(owner[table.primaryId]), table.logicalName);
  writer.update(operation, environment.byType(navigation.targetType)!, member, { values, nested: [], linked: [] });
};

/** Takes a member out of a collection. */
export const disassociate = (
  writer: RowWriter,
  operation: Operation,
  table: DataverseTable,
  owner: Row,
  navigation: DataverseNavigation,
  memberId: string,
): void => {
  const { environment } = operation;
  const ownerId = String(owner[table.primaryId]);
  if (navigation.through !== undefined) {
    const [one, two] = navigation.through.here === 'one' ? [ownerId, memberId] : [memberId, ownerId];
    environment.database.table(navigation.through.table)!.delete(pairKey(one, two));
    return;
  }
  const { member, values } = memberOf(operation, navigation, memberId, null, null);
  if (member[navigation.reverseOf!.lookup.column] !== ownerId) throw failures.rowMissing(navigation.targetType, memberId);
  writer.update(operation, environment.byType(navigation.targetType)!, member, { values, nested: [], linked: [] });
};

const memberOf = (
  operation: Operation,
  navigation: DataverseNavigation,
  memberId: string,
  ownerId: string | null,
  ownerType: string | null,
) => {
  const other = operation.environment.byType(navigation.targetType)!;
  const member = operation.environment.store(other).get(memberId);
  if (member === undefined) throw failures.rowMissing(other.logicalName, memberId);
  const { lookup } = navigation.reverseOf!;
  const values = new Map<string, Value>([[lookup.column, ownerId]]);
  if (lookup.typeColumn !== undefined) values.set(lookup.typeColumn, ownerType);

  return { member, values };
};

/** What deleting a row does to rows that refer to it: refuse, delete them too, or clear their lookup; and its pairs go. */
export const followDelete = (writer: RowWriter, operation: Operation, table: DataverseTable, id: string): void => {
  const { environment } = operation;
  const references = [...environment.referencesTo(table.logicalName)].map(({ table: other, lookup, target }) => ({
    other,
    lookup,
    target,
    rows: environment
      .store(other)
      .where(lookup.column, id)
      .filter((row) => lookup.typeColumn === undefined || (row[lookup.typeColumn] ?? lookup.targets[0]!.table) === table.logicalName),
  }));
  if (references.some(({ target, rows }) => target.onDelete === 'Restrict' && rows.length > 0)) throw failures.associated();
  for (const { other, lookup, target, rows } of references) {
    for (const row of rows) {
      const current = environment.store(other).get(String(row[other.primaryId]));
      if (current === undefined) continue;
      if (target.onDelete === 'Cascade') writer.delete(operation, other, current);
      else {
        const cleared = new Map<string, Value>([[lookup.column, null]]);
        if (lookup.typeColumn !== undefined) cleared.set(lookup.typeColumn, null);
        writer.update(operation, other, current, { values: cleared, nested: [], linked: [] });
      }
    }
  }
  for (const navigation of table.navigations.values()) {
    if (navigation.through === undefined) continue;
    const pairs = environment.database.table(navigation.through.table)!;
    for (const pair of pairs.where(navigation.through.here, id)) pairs.delete(pairKey(String(pair['one']), String(pair['two'])));
  }
};

/** Key text of a pair of a many-to-many relationship: see `keyText`. */
const pairKey = (one: string, two: string): string => `${one}\u0000${two}\u0000`;
