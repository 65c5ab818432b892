/** One line of a table map as it is compared: what `@concord/table-maps` says of a field or of a part of the key. */
export interface ComparedLine {
  readonly direction: 'toDataverse' | 'toFinance' | 'both';
  readonly finance?: string;
  readonly dataverse?: string;
  readonly description: string;
}

interface ComparedSide {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly { readonly name: string; readonly kind: string }[];
}

/** What a table map has to tell to be compared; a `TableMap` is one. */
export interface ComparedMap {
  readonly id: string;
  readonly version: string;
  readonly finance: ComparedSide;
  readonly dataverse: ComparedSide;
  readonly fields: readonly ComparedLine[];
  readonly keyFields?: readonly ComparedLine[];
  readonly filters?: Readonly<Record<string, string>>;
  readonly initialSync: { readonly required: boolean; readonly master: string };
  readonly prerequisites: readonly string[];
  readonly lookups: Readonly<Record<string, string>>;
  readonly perLegalEntity: boolean;
}

/** A line with its Dataverse side spelt as a sheet spells it: a path through lookups down to the column that holds the value. */
export interface PathLine extends ComparedLine {
  readonly path: string | null;
  readonly isKey: boolean;
}

export const linesOf = (map: ComparedMap, maps: readonly ComparedMap[]): readonly PathLine[] => [
  ...(map.keyFields ?? []).map((line) => ({ ...line, path: pathOf(line, map, maps), isKey: true })),
  ...map.fields.map((line) => ({ ...line, path: pathOf(line, map, maps), isKey: false })),
];

/** `reference to transactioncurrencies`, `key; reference to salesorders, its dataAreaId`, `TaskId of msdyn_projecttasks`: as a map words it. */
const words = /^(?:(?:key|shared); )?reference to (?<whole>[\w.]+)(?:, its (?<part>\w+))?|^(?<through>\w+) of (?<map>[\w.]+)(?:; or \w+)?$/;

const pathOf = ({ dataverse, description }: ComparedLine, { lookups }: ComparedMap, maps: readonly ComparedMap[]): string | null => {
  if (dataverse === undefined) return null;
  if (description === 'the Guid itself') return guidOf(dataverse, lookups[dataverse], maps);
  const { whole, part, through, map: owner } = words.exec(description)?.groups ?? {};
  const to = whole ?? owner;
  if (to === undefined) return dataverse;
  const target = maps.find(({ id }) => id === to);
  if (!target) return `${dataverse}.(${to} is no map)`;
  const finance = part ?? through ?? target.finance.key.find((column) => column !== 'dataAreaId');
  const line = [...(target.keyFields ?? []), ...target.fields].find((one) => one.finance === finance && one.dataverse !== undefined);
  return `${dataverse}.${line ? String(pathOf(line, target, maps)) : `(${String(finance)} of ${to})`}`;
};

/** What a lookup holds is the primary key of the row it points at. */
const guidOf = (column: string, entitySet: string | undefined, maps: readonly ComparedMap[]): string => {
  if (entitySet === undefined) return column;
  const target = maps.find(({ dataverse }) => dataverse.table === entitySet);
  return `${column}.${target?.dataverse.key[0] ?? `(${entitySet} is no map)`}`;
};
