import type { FieldLineTo } from './compile-fields';
import {
  keyOfDataverseRow,
  keyOfFinanceRow,
  matchOfFinanceRow,
  sharesOfDataverseRow,
  type KeyFound,
  type KeyPart,
} from './integration-key';
import type { Mapped, Reference, Referred, Resolve } from './table-map';
import type { Context, Failure } from './transforms/transform';
import { recordIdOf, type Row, type Scalar, type System } from '@concord/contracts';

/** A declaration, compiled: all that mapping one row takes. */
export interface Plan {
  readonly map: string;
  readonly financeKey: readonly string[];
  readonly dataverseKey: readonly string[];
  readonly key: readonly KeyPart[];
  /** By the side they write to. */
  readonly lines: Readonly<Record<System, readonly FieldLineTo[]>>;
  /** Every column that a write may set, empty: filling a copy is much faster than growing an object column by column. */
  readonly blank: Readonly<Record<System, Row>>;
  readonly perLegalEntity: boolean;
  /** What a lookup table's rows tell besides their key; it rides along with the key. */
  readonly shares: readonly KeyPart[];
  readonly writes: Readonly<Record<System, boolean>>;
  readonly filters: { readonly [S in System]?: { readonly only: string; readonly test: (row: Row) => boolean } };
}

/** What a row of `from` becomes on the other side. Pure; never throws for what a row holds. */
export const mapRow = (plan: Plan, from: System, row: Row, scope: string, resolve: Resolve): Mapped =>
  mapWith(plan, from, row, scope, new References(resolve));

/** What of a plan may ask for references, and nothing else: a copy asks nobody, and cannot fail. */
export const askingOf = (plan: Plan): Plan => ({
  ...plan,
  lines: { dataverse: plan.lines.dataverse.filter(({ isCopy }) => !isCopy), finance: plan.lines.finance.filter(({ isCopy }) => !isCopy) },
  blank: { dataverse: {}, finance: {} },
});

/**
 * All that mapping the row asks for, found by mapping it while nothing is known yet. Itself may be among it, though it never waits for that.
 *
 * @param plan see `askingOf`
 */
export const referencesOfRow = (plan: Plan, from: System, row: Row, scope: string): readonly Reference[] => {
  const references = new References(() => undefined);
  const { kind } = mapWith(plan, from, row, scope, references);
  return kind === 'mapped' || kind === 'missing' ? references.asked : [];
};

const mapWith = (plan: Plan, from: System, row: Row, scope: string, references: References): Mapped => {
  const filter = plan.filters[from];
  if (filter && !filter.test(row)) return { kind: 'excluded', by: `filter: only ${filter.only}` };
  return from === 'dataverse' ? fromDataverse(plan, row, scope, references) : fromFinance(plan, row, references);
};

const fromDataverse = (plan: Plan, row: Row, scope: string, references: References): Mapped => {
  const key = keyOfDataverseRow(plan.key, row, plan.perLegalEntity ? { dataAreaId: scope.toLowerCase() } : {}, references.resolve);
  if (key.kind === 'excluded' || key.kind === 'keyless') return key;
  if (key.kind === 'failed') return { kind: 'failed', ...key.failure };
  const ordered = key.kind === 'key' ? inOrder(plan.financeKey, key.key) : undefined;
  references.self = { map: plan.map, system: 'dataverse', id: recordIdOf('dataverse', plan.dataverseKey, row), financeKey: ordered };
  const lines = valuesFor(plan, 'finance', row, companyOf(key), references, {});
  if (lines.failure) return { kind: 'failed', ...lines.failure };
  const shared = plan.shares.length === 0 ? {} : sharesOfDataverseRow(plan.shares, row, references.resolve);
  if (references.missing.length > 0 || ordered === undefined) return { kind: 'missing', missing: references.missing };
  return {
    kind: 'mapped',
    financeKey: plan.shares.length === 0 ? ordered : { ...ordered, ...shared },
    values: lines.values,
    createValues: lines.createValues,
    match: {},
  };
};

const inOrder = (columns: readonly string[], key: Row): Row => {
  const ordered: Record<string, Scalar> = {};
  for (const column of columns) ordered[column] = key[column] ?? null;
  return ordered;
};

const companyOf = (key: KeyFound): string | null =>
  key.kind === 'key' && typeof key.key.dataAreaId === 'string' ? key.key.dataAreaId : null;

const fromFinance = (plan: Plan, row: Row, references: References): Mapped => {
  const financeKey = keyOfFinanceRow(plan.financeKey, row);
  if (!plan.writes.dataverse) return { kind: 'mapped', financeKey, values: {}, createValues: {}, match: {} };
  const hole = plan.financeKey.find((column) => financeKey[column] === null);
  if (hole !== undefined) return { kind: 'failed', ...incompleteKey(hole) };
  references.self = { map: plan.map, system: 'finance', id: recordIdOf('finance', plan.financeKey, row) };
  const match = matchOfFinanceRow(plan.key, financeKey, references.resolve);
  const company = typeof financeKey.dataAreaId === 'string' ? financeKey.dataAreaId : null;
  const lines = valuesFor(plan, 'dataverse', row, company, references, match ?? {});
  if (lines.failure) return { kind: 'failed', ...lines.failure };
  if (references.missing.length > 0 || match === undefined) return { kind: 'missing', missing: references.missing };
  const { values, createValues, later } = lines;
  return { kind: 'mapped', financeKey, values, createValues, match, ...(later ? { later } : {}) };
};

const incompleteKey = (column: string): Failure => ({
  code: 'INCOMPLETE_KEY',
  message: `${column} is empty, and part of the key that pairs the record with Dataverse`,
  remedy: `Fill ${column} in Finance; the change is mapped by itself.`,
});

interface Lines {
  readonly values: Row;
  readonly createValues: Row;
  readonly later?: readonly string[];
  readonly failure?: Failure;
}

/** All lines, even after one failed: whoever reads the references wants all of them. */
const valuesFor = (plan: Plan, to: System, row: Row, company: string | null, references: References, match: Row): Lines => {
  const values: Record<string, Scalar> = { ...plan.blank[to], ...match };
  const createValues: Record<string, Scalar> = {};
  if (!plan.writes[to]) return { values, createValues };
  let failure: Failure | undefined;
  let later: string[] | undefined;
  // One for all lines of the row: this is what a batch spends its time on.
  const context = { line: '', column: '', company, row, resolve: references.resolve, isSelf: references.isSelf } satisfies Context;
  for (const line of plan.lines[to]) {
    const source = line.source === undefined ? null : row[line.source];
    if (source === undefined) {
      delete values[line.target]; // Not captured: nothing is known of it, which is not the same as empty.
      continue;
    }
    context.line = line.text;
    context.column = line.source ?? line.target;
    const made = line.convert(source, context);
    if (made.kind === 'value') {
      (line.onCreateOnly ? createValues : values)[line.target] = made.value;
      if (made.isOfItself) (later ??= []).push(line.target);
    } else if (made.kind === 'failed') failure ??= made.failure;
    else delete values[line.target];
  }
  if (failure) return { values, createValues, failure };
  return later ? { values, createValues, later } : { values, createValues };
};

/** Answers references, and notes what was asked and what nobody could answer, each once. */
class References {
  readonly asked: Reference[] = [];
  readonly missing: Reference[] = [];
  self?: Reference & { readonly financeKey?: Row };

  constructor(private readonly answer: Resolve) {}

  readonly resolve = (reference: Reference, company: string | null = null): Referred | undefined => {
    const isSelf = this.isSelf(reference);
    const referred = halfIn(company, this.answer(reference));
    note(this.asked, reference);
    // Not before the answer: a record that claims another key than it is paired under is called by the one it is paired under.
    if (!referred && isSelf && this.self?.financeKey) return { dataverseId: this.self.id, financeKey: this.self.financeKey };
    // A record that refers to itself waits for nobody, though its other half may not exist yet.
    if (!referred && !isSelf) note(this.missing, reference);
    return referred;
  };

  readonly isSelf = (reference: Reference): boolean => this.self !== undefined && isSame(this.self, reference);
}

/** One that is not in the row's legal entity, though in others, is not there yet. */
const halfIn = (company: string | null, referred: Referred | undefined): Referred | undefined =>
  referred?.byLegalEntity === undefined || company === null ? referred : referred.byLegalEntity.get(company);

const isSame = (one: Reference, other: Reference): boolean => one.map === other.map && one.system === other.system && one.id === other.id;

const note = (list: Reference[], reference: Reference): void => {
  if (!list.some((known) => isSame(known, reference))) list.push(reference);
};
