import { linesOf, type ComparedMap, type PathLine } from './map-lines';
import type { Sheet, SheetField } from './sheet';
import { columnDifferences } from './column-differences';
import { transformDifference } from './transform-difference';
import { chosen, type ChosenNames } from './chosen-names';

export interface Comparison {
  /** All maps that references may lead to, the compared one among them. */
  readonly maps: readonly ComparedMap[];
  readonly names: ChosenNames;
}

/** In which points a map is not what its sheet says, one sentence each. */
export const sheetDifferences = (sheet: Sheet, map: ComparedMap, { maps, names }: Comparison): readonly string[] => {
  const lines = linesOf(map, maps);
  return [
    ...tableDifferences(sheet, map),
    ...keyDifferences(sheet, map, lines, names),
    ...fieldDifferences(sheet, map, lines, names),
    ...columnDifferences(sheet, map, lines),
    ...filterDifferences(sheet, map),
    ...orderDifferences(sheet, map, maps),
  ].map((difference) => `${sheet.id}: ${difference}`);
};

const tableDifferences = ({ dataverse, finance, version }: Sheet, map: ComparedMap): string[] => {
  const found: string[] = [];
  if (map.dataverse.table !== dataverse.entitySet) found.push(`Dataverse table ${map.dataverse.table}, sheet ${dataverse.entitySet}`);
  if (map.dataverse.key.join() !== dataverse.primaryKey)
    found.push(`primary key ${map.dataverse.key.join()}, sheet ${dataverse.primaryKey}`);
  const published = /^(\w+)( \[inferred\])?$/.exec(finance.collection)?.[1];
  const physical = /^\w+(?= )/.exec(finance.entity)?.[0];
  if (![published, physical].includes(map.finance.table))
    found.push(`Finance table ${map.finance.table}, sheet ${published ?? `collection unknown, entity ${physical ?? finance.entity}`}`);
  const versions: readonly string[] = version.match(/\d+(\.\d+){3}/g) ?? [];
  if (versions.length > 0 && !versions.includes(map.version)) found.push(`version ${map.version}, sheet ${version}`);
  return found;
};

const keyDifferences = (sheet: Sheet, map: ComparedMap, lines: readonly PathLine[], names: ChosenNames): string[] => {
  const found: string[] = [];
  if (map.finance.key.join() !== sheet.finance.key.join())
    found.push(`Finance key ${map.finance.key.join(' + ')}, sheet ${sheet.finance.key.join(' + ')}`);
  // A lookup may stand for itself: a sheet calls a rate's pair by the lookup column, a ledger's company by its code.
  const own = lines.filter(({ isKey }) => isKey).flatMap(({ path, dataverse }) => [path ?? '', dataverse ?? '']);
  const wanted = (sheet.integrationKey?.dataverse ?? []).map((path) => chosen(names.dataverse, path));
  for (const path of wanted) if (!own.includes(path)) found.push(`integration key without ${path}`);
  for (const { isKey, path, dataverse } of lines)
    if (isKey && !wanted.includes(path ?? '') && !wanted.includes(dataverse ?? '')) found.push(`integration key with ${String(path)}`);
  return found;
};

const directions = { toDataverse: 'finance->dataverse', toFinance: 'dataverse->finance', both: 'both' } as const;

const fieldDifferences = (sheet: Sheet, map: ComparedMap, lines: readonly PathLine[], names: ChosenNames): string[] => {
  const found: string[] = [];
  const met = new Set<PathLine>();
  for (const field of sheet.fields) {
    if (!isInVersion(field, map.version)) continue;
    const dataverse = field.dataverse && chosen(names.dataverse, field.dataverse);
    const finance = field.finance && chosen(names.finance, field.finance);
    const text = `${finance ?? '(none)'} - ${dataverse ?? '(none)'}`;
    const same = lines.filter((line) => fits(line.path, dataverse) && fits(line.finance ?? null, finance));
    if (same.length === 0) found.push(`no field ${text}`);
    for (const line of same) {
      met.add(line);
      if (directions[line.direction] !== field.direction)
        found.push(`${text} goes ${directions[line.direction]}, sheet ${field.direction}`);
      const difference = transformDifference(field, line, names);
      if (difference !== undefined) found.push(`${text}: ${difference}`);
    }
  }
  for (const line of lines)
    if (!met.has(line) && !(line.isKey && line.finance === 'dataAreaId'))
      found.push(`field ${line.finance ?? '(none)'} - ${line.path ?? '(none)'} is not in the sheet`);
  return found;
};

/** A sheet names a group of columns by a star, `address1_*`. */
const fits = (own: string | null, wanted: string | null): boolean =>
  wanted?.endsWith('*') ? (own ?? '').startsWith(wanted.slice(0, -1)) : own === wanted;

const isInVersion = ({ sinceVersion, untilVersion }: SheetField, version: string): boolean =>
  (sinceVersion === undefined || isNotBefore(version, sinceVersion)) && (untilVersion === undefined || isNotBefore(untilVersion, version));

const isNotBefore = (one: string, other: string): boolean => one.localeCompare(other, 'en', { numeric: true }) >= 0;

/** Filters are functions; that each column and value of the sheet is in the words an operator reads is what can be compared. */
const filterDifferences = ({ filter }: Sheet, map: ComparedMap): string[] =>
  (['finance', 'dataverse'] as const).flatMap((system) => {
    const [wanted, own] = [filter?.[system] ?? null, map.filters?.[system] ?? null];
    if (wanted === null) return own === null ? [] : [`filter of ${system}: ${own}; sheet none`];
    const words = (wanted.match(/\w+/g) ?? []).filter(
      (word) => !['eq', 'ne', 'and', 'or', 'is', 'rows', 'that', 'have', 'a'].includes(word),
    );
    const lacking = words.filter((word) => !(own ?? '').toLowerCase().includes(word.toLowerCase()));
    return lacking.length === 0 ? [] : [`filter of ${system}: ${own ?? 'none'}; sheet ${wanted}`];
  });

const orderDifferences = ({ initialSync, prerequisites }: Sheet, map: ComparedMap, maps: readonly ComparedMap[]): string[] => {
  const found: string[] = [];
  const { required, master } = map.initialSync;
  if (required !== initialSync.required) found.push(`initial sync ${required ? '' : 'not '}required, sheet says otherwise`);
  if (initialSync.master && initialSync.master.toLowerCase() !== master)
    found.push(`initial sync from ${master}, sheet ${initialSync.master}`);
  const wanted = prerequisites.map((text) => ({ text, set: /\((\w+)\)$/.exec(text)?.[1] }));
  for (const { text, set } of wanted) if (set === undefined || !map.prerequisites.includes(set)) found.push(`does not need ${text}`);
  const isLookup = (id: string): boolean => maps.find((one) => one.id === id)?.fields.length === 0;
  for (const id of map.prerequisites)
    if (!wanted.some(({ set }) => set === id) && !isLookup(id)) found.push(`needs ${id}, which the sheet does not`);
  return found;
};
