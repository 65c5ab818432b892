import type { Mapped, Reference, Referred } from './table-map';
import { canonicalValue } from './same-value';
import { financeReference } from './transforms/reference';
import { partOf as partOfReferred } from './transforms/through';
import { converted, unknown, type Context, type Converted, type Transform } from './transforms/transform';
import type { Row, Scalar } from '@concord/contracts';

/** One line of the integration key, compiled. */
export interface KeyPart {
  readonly finance: string;
  readonly dataverse: string;
  /** Map that the Dataverse column looks up. */
  readonly map?: string;
  /** Column of that map's Finance key; absent: its one column besides `dataAreaId`. */
  readonly part?: string;
  readonly transform?: Transform;
}

type Resolve = (reference: Reference) => Referred | undefined;

export type KeyFound =
  { readonly kind: 'key'; readonly key: Row } | Extract<Mapped, { kind: 'excluded' | 'keyless' }> | Exclude<Converted, { kind: 'value' }>;

const companyColumn = 'dataAreaId';

/** Company codes are lower case in `dataAreaId`, upper case in `LegalEntityId`, anything in `cdm_companycode`: they are one. */
const keyValue = (column: string, value: Scalar | undefined): Scalar => canonicalValue(value, { ignoreCase: column === companyColumn });

/** Finance key of a Finance row, its values in the spelling of the row. */
export const keyOfFinanceRow = (columns: readonly string[], row: Row): Row =>
  Object.fromEntries(columns.map((column) => [column, keyValue(column, row[column])]));

/** Finance key that a Dataverse row has, or will have, on the other side; `fixed` holds what the row does not tell (the legal entity of a fan-out). */
export const keyOfDataverseRow = (parts: readonly KeyPart[], row: Row, fixed: Row, resolve: Resolve): KeyFound => {
  const key: Record<string, Scalar> = { ...fixed };
  let failed: Extract<Converted, { kind: 'failed' }> | undefined;
  let missing: Extract<Converted, { kind: 'unknown' }> | undefined;
  // All parts, whatever the first one says: an empty one tells the most, and whoever reads the references wants all of them.
  let emptyPart: KeyPart | undefined;
  for (const part of parts) {
    const value = valueOf(part, row, resolve);
    if (value.kind === 'failed') failed ??= value;
    else if (value.kind === 'unknown') missing ??= value;
    else if (value.value === null) emptyPart ??= part;
    else key[part.finance] = keyValue(part.finance, value.value);
  }
  if (emptyPart) return empty(emptyPart);
  return failed ?? missing ?? { kind: 'key', key };
};

const valueOf = ({ finance, dataverse, map, part, transform }: KeyPart, row: Row, resolve: Resolve): Converted => {
  const value = canonicalValue(row[dataverse]);
  if (value === null) return converted(null);
  if (map === undefined) {
    return transform?.toFinance ? transform.toFinance(value, contextOf(finance, dataverse, dataverse, row, resolve)) : converted(value);
  }
  const referred = resolve({ map, system: 'dataverse', id: String(value) });
  if (!referred) return unknown;
  return converted(partOfReferred(referred, part));
};

/** What a lookup table's row shares besides its key, empty columns included. Undefined: a referred record is not there yet. */
export const sharesOfDataverseRow = (parts: readonly KeyPart[], row: Row, resolve: Resolve): Row | undefined => {
  const found = parts.map((part) => [part.finance, valueOf(part, row, resolve)] as const);
  if (found.some(([, value]) => value.kind !== 'value')) return undefined;
  return Object.fromEntries(found.map(([name, value]) => [name, value.kind === 'value' ? value.value : null]));
};

/**
 * A row without a legal entity is not meant for Finance (yet). One without a number is, and cannot be told from others until it has one: numbers are
 * given by rules and other systems, often a moment later. A record that its key comes through is a person's to choose, and not on its way.
 */
const empty = ({ finance, dataverse, map, part }: KeyPart): KeyFound => {
  if (finance === companyColumn && part === undefined) return { kind: 'excluded', by: `no legal entity: ${dataverse} is empty` };
  const message = `${dataverse} is empty, and ${finance}, part of the integration key, is made of it`;
  if (map === undefined) {
    const remedy = `None while the number is on its way; if it does not come, fill ${dataverse} in Dataverse. The change is mapped by itself.`;
    return { kind: 'keyless', column: dataverse, message, remedy };
  }
  return {
    kind: 'failed',
    failure: { code: 'INCOMPLETE_KEY', message, remedy: `Fill ${dataverse} in Dataverse; the change is mapped by itself.` },
  };
};

/** Columns that identify the Dataverse half of a Finance row. Undefined: a referred record is not there yet. */
export const matchOfFinanceRow = (parts: readonly KeyPart[], key: Row, resolve: Resolve): Row | undefined => {
  const match: Record<string, Scalar> = {};
  let complete = true;
  for (const [column, group] of byDataverseColumn(parts)) {
    const value = matchValue(group, key, resolve);
    if (value === undefined) complete = false;
    else match[column] = value;
  }
  return complete ? match : undefined;
};

const matchValue = (group: readonly KeyPart[], key: Row, resolve: Resolve): Scalar | undefined => {
  const [first] = group;
  if (first === undefined) return null;
  if (first.map !== undefined)
    return resolve(
      financeReference(
        first.map,
        group.map(({ finance }) => key[finance] ?? null),
      ),
    )?.dataverseId;
  const value = key[first.finance] ?? null;
  if (!first.transform?.toDataverse) return value;
  const made = first.transform.toDataverse(value, contextOf(first.finance, first.dataverse, first.finance, key, resolve));
  return made.kind === 'value' ? made.value : undefined;
};

const contextOf = (finance: string, dataverse: string, column: string, row: Row, resolve: Resolve): Context => ({
  line: `${finance} = ${dataverse}`,
  column,
  company: null,
  row,
  resolve,
  isSelf: () => false,
});

const byDataverseColumn = (parts: readonly KeyPart[]): ReadonlyMap<string, readonly KeyPart[]> => {
  const groups = new Map<string, KeyPart[]>();
  for (const part of parts) groups.set(part.dataverse, [...(groups.get(part.dataverse) ?? []), part]);
  return groups;
};
