import type { FieldDeclaration, FieldSymbol } from './declaration';
import { canonicalValue } from './same-value';
import type { Field, FieldDirection } from './table-map';
import { converted, type Convert } from './transforms/transform';
import type { ColumnKind, System } from '@concord/contracts';

/** One line in one direction. */
export interface FieldLineTo {
  /** Undefined where the line has a value of its own. */
  readonly source?: string;
  readonly target: string;
  readonly convert: Convert;
  readonly onCreateOnly: boolean;
  readonly isCopy: boolean;
  /** The line as its sheet has it, for messages. */
  readonly text: string;
}

export interface CompiledField {
  readonly field: Field;
  readonly lineTo: { readonly [S in System]?: FieldLineTo };
}

export type Kinds = Readonly<Record<System, ReadonlyMap<string, ColumnKind>>>;

const directions: Readonly<Record<FieldSymbol, FieldDirection>> = {
  '>': 'toDataverse',
  '>>': 'toDataverse',
  '<': 'toFinance',
  '<<': 'toFinance',
  '=': 'both',
  '><': 'both',
};

/** A line of the sheet, made into its one or two directions. Throws a TypeError, at boot, for what the compiler cannot see. */
export const compileField = (map: string, kinds: Kinds, line: FieldDeclaration): CompiledField => {
  const { finance, symbol, dataverse, transform } = line;
  const text = `${finance ?? '(none)'} ${symbol} ${dataverse ?? '(none)'}`;
  const refuse = (why: string): never => {
    throw new TypeError(`${map}, ${text}: ${why}`);
  };
  const kindOf = (system: System, column: string | undefined): ColumnKind | undefined => {
    if (column === undefined) return undefined;
    return kinds[system].get(column) ?? refuse(`${column} carries no value decorator (IsText, IsLookup, ...) in its record class`);
  };
  const kind = { finance: kindOf('finance', finance), dataverse: kindOf('dataverse', dataverse) };
  if (!transform && kind.finance !== kind.dataverse) {
    refuse(`a copy of ${String(kind.finance)} into ${String(kind.dataverse)} would not be true; name a transform`);
  }
  kindOf('finance', transform?.reads?.finance);
  kindOf('dataverse', transform?.reads?.dataverse);
  if (transform?.refersTo && kind.dataverse !== 'lookup') refuse(`${String(dataverse)} is no lookup`);

  const direction = directions[symbol];
  const onCreateOnly =
    transform?.onCreationOnly === true || (transform?.sourceless?.always === false && (finance === undefined || dataverse === undefined));
  const to = (system: System): FieldLineTo | undefined => {
    const [source, target, convert] =
      system === 'dataverse' ? [finance, dataverse, transform?.toDataverse] : [dataverse, finance, transform?.toFinance];
    if (direction !== 'both' && direction !== (system === 'dataverse' ? 'toDataverse' : 'toFinance')) return undefined;
    if (target === undefined) return refuse(`nothing on the side of ${system} to write to`);
    if (transform && !convert) return refuse(`${transform.description} does not go towards ${system}`);
    return { source, target, convert: convert ?? copy(kinds[system].get(target)), onCreateOnly, isCopy: !convert, text };
  };
  const lineTo = { finance: to('finance'), dataverse: to('dataverse') };
  const field: Field = {
    direction,
    ...(finance === undefined ? {} : { finance }),
    ...(dataverse === undefined ? {} : { dataverse }),
    symbol,
    description: transform?.description ?? '',
    ...(onCreateOnly ? { onCreateOnly } : {}),
    ...(transform?.refersTo && transform.refersTo.part === undefined ? { ignoreCase: true } : {}),
    ...(transform?.reads ? { reads: transform.reads } : {}),
  };
  return { field, lineTo };
};

const copy = (kind: ColumnKind | undefined): Convert => {
  const comparison = kind === undefined ? {} : { kind };
  return (value) => converted(canonicalValue(value, comparison));
};
