import type { KeyPart, Through } from './integration-key';
import { entitySetOf } from './map-id';
import type { Field, TableMap } from './table-map';
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
