import type { ComparedMap, PathLine } from './map-lines';
import type { Sheet, SheetColumn } from './sheet';

const kindsOf: Readonly<Record<string, readonly string[]>> = {
  'Edm.String': ['text'],
  'Edm.Guid': ['guid', 'lookup'],
  'Edm.Decimal': ['decimal'],
  'Edm.Double': ['decimal'],
  'Edm.Int32': ['integer', 'choice'],
  'Edm.Int64': ['integer'],
  'Edm.Boolean': ['boolean'],
  // Finance spells a day as an instant; which of the two a column holds is told by its meaning, not by its type.
  'Edm.DateTimeOffset': ['instant', 'date'],
  'Edm.Date': ['date'],
};

/** Kinds and lookup targets of the mapped columns, held against the types of the sheet. */
export const columnDifferences = (sheet: Sheet, map: ComparedMap, lines: readonly PathLine[]): string[] =>
  (['dataverse', 'finance'] as const).flatMap((system) => {
    const columns = new Map(map[system].columns.map(({ name, kind }) => [name, kind]));
    const used = new Set(lines.map((line) => line[system]));
    return sheet[system].columns
      .filter(({ name }) => used.has(name))
      .flatMap((column) => [
        ...kindDifference(column, columns.get(column.name)),
        ...(system === 'dataverse' ? targetDifference(column, map) : []),
      ]);
  });

const kindDifference = ({ name, type }: SheetColumn, kind: string | undefined): string[] => {
  const allowed = type
    .split(/ or |\//)
    .flatMap((one) => kindsOf[one.trim()] ?? (one.startsWith('enum') ? ['enum'] : one === 'string' ? ['text'] : []));
  return kind !== undefined && allowed.includes(kind) ? [] : [`column ${name} is read as ${kind ?? 'nothing'}, sheet ${type}`];
};

const targetDifference = ({ name, lookup }: SheetColumn, { lookups }: ComparedMap): string[] =>
  lookup?.entitySet === undefined || lookup.entitySet === lookups[name]
    ? []
    : [`${name} looks up ${lookups[name] ?? 'nothing'}, sheet ${lookup.entitySet}`];
