import type { NavigationModel, Row } from './model';
import { keyText } from './row-key';
import type { Database } from './store';

/** The row that a single-valued navigation property leads to. */
export const relatedRow = (database: Database, navigation: NavigationModel, row: Row): Row | undefined => {
  if (!refersThere(navigation, row)) return undefined;
  const target = database.table(navigation.target);
  if (target === undefined) return undefined;
  const here = (column: string) => row[navigation.join.find((pair) => pair.there === column)?.here ?? ''];
  const byKey = keyText(target.model, target.model.key.columns, here);
  if (byKey !== undefined && navigation.join.length === target.model.key.columns.length) return target.get(byKey);

  return joined(database, navigation, row)[0];
};

/** The rows that a collection-valued navigation property leads to, in no particular order. */
export const relatedRows = (database: Database, navigation: NavigationModel, row: Row): Row[] => {
  const target = database.table(navigation.target);
  if (target === undefined) return [];
  const { through, when } = navigation;
  if (through !== undefined) {
    const pairs = database.table(through.table)?.where(through.here, row[navigation.join[0]!.here] ?? null) ?? [];
    return pairs.map((pair) => target.get(String(pair[through.there]))).filter((found) => found !== undefined);
  }
  const rows = joined(database, navigation, row);

  return when === undefined ? rows : rows.filter((candidate) => refersThere(navigation, candidate));
};

/** Whether the row that holds a polymorphic lookup refers to this navigation property's target. */
const refersThere = ({ when }: NavigationModel, holder: Row): boolean => {
  if (when === undefined) return true;
  const type = holder[when.column] ?? null;

  return type === null ? when.orNull === true : type === when.equals;
};

const joined = (database: Database, navigation: NavigationModel, row: Row): Row[] => {
  const target = database.table(navigation.target);
  const wanted = navigation.join.map((pair) => ({ column: pair.there, value: row[pair.here] ?? null }));
  if (target === undefined || wanted.some(({ value }) => value === null)) return [];
  // The last pair tells rows apart best: a company comes first in every key and is shared by thousands.
  const { column, value } = wanted[wanted.length - 1]!;
  const found = target.where(column, value);
  if (wanted.length === 1) return found;
  const text = keyText(
    target.model,
    wanted.map((pair) => pair.column),
    (name) => row[navigation.join.find((pair) => pair.there === name)!.here],
  );

  return found.filter(
    (candidate) =>
      keyText(
        target.model,
        wanted.map((pair) => pair.column),
        (name) => candidate[name],
      ) === text,
  );
};
