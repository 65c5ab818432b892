import type { KeyPart } from './integration-key';
import type { Through } from './transforms/through';
import { entitySetOf } from './map-id';
import type { Field, MapReference, TableMap } from './table-map';
import type { Transform } from './transforms/transform';

interface KeyDeclaration {
  readonly map: string;
  /** Key columns of the Finance table, in order. */
  readonly financeKey: readonly string[];
  readonly lines: readonly (readonly [finance: string, dataverse: string | Through<string>, transform?: Transform])[];
  readonly lookups: Readonly<Record<string, string>>;
  readonly perLegalEntity: boolean;
}

/** Compiles the integration key, and refuses one that does not make the whole Finance key. */
export const compileKey = ({ map, financeKey, lines, lookups, perLegalEntity }: KeyDeclaration): readonly KeyPart[] => {
  const parts = lines.map(([finance, from, transform]): KeyPart => {
    const column = typeof from === 'string' ? from : from.column;
    const target = lookups[column];
    if (typeof from === 'string')
      return { finance, dataverse: from, ...(target ? { map: target } : {}), ...(transform ? { transform } : {}) };
    if (target !== entitySetOf(from.map))
      throw new TypeError(`${map}, key ${finance}: ${column} looks up ${target ?? 'nothing'}, not ${from.map}`);
    return { finance, dataverse: column, map: from.map, part: from.part };
  });
  const made = new Set([...parts.map(({ finance }) => finance), ...(perLegalEntity ? ['dataAreaId'] : [])]);
  const absent = financeKey.filter((column) => !made.has(column));
  const foreign = [...made].filter((column) => !financeKey.includes(column));
  if (absent.length > 0) throw new TypeError(`${map}: the integration key does not make ${absent.join(', ')} of the Finance key`);
  if (foreign.length > 0) throw new TypeError(`${map}: ${foreign.join(', ')} is no key column in Finance; make it a field`);
  return parts;
};

/** What a lookup table shares, compiled like lines of its key. */
export const compileShares = (
  map: string,
  lines: readonly (readonly [name: string, dataverse: string | Through<string>])[],
  lookups: Readonly<Record<string, string>>,
): readonly KeyPart[] =>
  lines.map(([finance, from]): KeyPart => {
    if (typeof from === 'string') return { finance, dataverse: from };
    const target = lookups[from.column];
    if (target !== entitySetOf(from.map))
      throw new TypeError(`${map}, shared ${finance}: ${from.column} looks up ${target ?? 'nothing'}, not ${from.map}`);
    return { finance, dataverse: from.column, map: from.map, part: from.part };
  });

export const referenceOf = ({ dataverse, map, part }: KeyPart, isKey: boolean): readonly MapReference[] =>
  map === undefined
    ? []
    : [{ column: dataverse, map, inCompany: false, ...(isKey ? { isKey } : {}), ...(part === undefined ? {} : { part }) }];

/** A shared column of a lookup table as the README shows it. */
export const shareFieldOf = (part: KeyPart): Field => {
  const { description, ignoreCase: _, ...field } = keyFieldOf(part, { finance: false, dataverse: false });
  return { ...field, description: description.replace(/^key/, 'shared') };
};

/** The key's line as the README shows it. */
export const keyFieldOf = ({ finance, dataverse, map, part, transform }: KeyPart, writes: TableMap['writes']): Field => {
  const direction = writes.finance && writes.dataverse ? 'both' : writes.finance ? 'toFinance' : 'toDataverse';
  const transformed = map !== undefined || transform !== undefined;
  const symbols = { both: ['=', '><'], toFinance: ['<', '<<'], toDataverse: ['>', '>>'] } as const;
  const description = map === undefined ? transform?.description : `reference to ${map}${part === undefined ? '' : `, its ${part}`}`;
  return {
    direction,
    finance,
    dataverse,
    symbol: symbols[direction][transformed ? 1 : 0],
    description: ['key', ...(description === undefined ? [] : [description])].join('; '),
    ignoreCase: true,
  };
};
