import type { BoundValue } from './bound-expression';
import { ODataProblem } from './http';
import type { ColumnKind, ColumnModel, Value } from './model';
import type { Literal } from './tokens';

/** A literal before it is known what it is compared with. */
export const bindLiteral = (literal: Literal): BoundValue => {
  if (literal.type === 'null') return { kind: 'constant', type: 'null', value: null };
  if (literal.type === 'number') return { kind: 'constant', type: 'decimal', value: literal.value };
  if (literal.type === 'enum') return { kind: 'constant', type: 'enum', value: `${literal.enumType ?? ''}'${String(literal.value)}` };

  return { kind: 'constant', type: literal.type, value: literal.value };
};

/** How two sides are compared, with constants turned into what the column on the other side holds. Throws `type-mismatch`. */
export const comparisonKind = (
  operator: string,
  left: BoundValue,
  right: BoundValue,
): { as: ColumnKind; left: BoundValue; right: BoundValue } => {
  const mismatch = (): never => {
    throw new ODataProblem(
      'type-mismatch',
      `A binary operator with incompatible types was detected. Found operand types '${edmName(left)}' and '${edmName(right)}' for operator kind '${operatorNames[operator] ?? operator}'.`,
    );
  };
  if (left.kind === 'constant' && right.kind !== 'constant') {
    const turned = comparisonKind(operator, right, left);
    return { as: turned.as, left: turned.right, right: turned.left };
  }
  if (right.kind === 'constant' && left.kind === 'column') {
    const value = constantFor(left.column, right);
    if (value === undefined) return mismatch();
    return { as: value.as, left, right: { kind: 'constant', type: value.as, value: value.value } };
  }
  const as = commonKind(left.type, right.type);

  return as === undefined ? mismatch() : { as, left, right };
};

/** A literal as a column of this kind holds it, e.g. of a key predicate; `undefined` when it does not fit. */
export const literalFor = (column: ColumnModel, literal: Literal): Value | undefined => {
  const bound = bindLiteral(literal);
  if (bound.kind !== 'constant') return undefined;
  if (bound.value === null) return null;
  const fitted = constantFor(column, bound);

  return fitted === undefined || (fitted.as !== column.kind && !isNumeric(column.kind)) ? undefined : fitted.value;
};

const constantFor = (column: ColumnModel, constant: BoundValue & { kind: 'constant' }): { as: ColumnKind; value: Value } | undefined => {
  const { type, value } = constant;
  switch (column.kind) {
    case 'string':
    case 'multiChoice':
      return type === 'string' ? { as: 'string', value } : undefined;
    case 'int32':
    case 'int64':
    case 'choice': {
      if (type !== 'decimal') return undefined;
      const text = String(value);
      if (text.includes('.')) return { as: 'decimal', value: text };
      const number = Number(text);
      return { as: column.kind, value: Number.isSafeInteger(number) ? number : BigInt(text) };
    }
    case 'double':
      return type === 'decimal' ? { as: 'double', value: Number(value) } : undefined;
    case 'decimal':
      return type === 'decimal' ? { as: 'decimal', value } : undefined;
    case 'boolean':
      return type === 'boolean' ? { as: 'boolean', value } : undefined;
    case 'guid':
      return type === 'guid' ? { as: 'guid', value } : undefined;
    case 'date':
      return type === 'date' ? { as: 'date', value } : undefined;
    case 'dateTime':
      if (type === 'date') return { as: 'dateTime', value: `${String(value)}T00:00:00Z` };
      return type === 'dateTime' ? { as: 'dateTime', value } : undefined;
    case 'enum': {
      if (type !== 'enum') return undefined;
      const [qualified, member] = String(value).split("'") as [string, string];
      const matches = column.enum !== undefined && qualified.slice(qualified.lastIndexOf('.') + 1) === column.enum.name;
      const found = column.enum?.members.find(({ name, value: number }) => name === member || String(number) === member);
      return matches && found !== undefined ? { as: 'enum', value: found.name } : undefined;
    }
  }
};

const commonKind = (left: ColumnKind | 'null', right: ColumnKind | 'null'): ColumnKind | undefined => {
  if (left === right) return left === 'null' ? undefined : left;
  if (isNumeric(left) && isNumeric(right)) return left === 'double' || right === 'double' ? 'double' : 'decimal';
  if (isTextual(left) && isTextual(right)) return 'string';

  return undefined;
};

const isNumeric = (kind: ColumnKind | 'null'): boolean =>
  kind === 'int32' || kind === 'int64' || kind === 'choice' || kind === 'decimal' || kind === 'double';

const isTextual = (kind: ColumnKind | 'null'): boolean => kind === 'string' || kind === 'multiChoice';

/** The Edm type of each kind of column, as metadata and messages spell it. */
export const edmTypes: Readonly<Record<ColumnKind, string>> = {
  string: 'Edm.String',
  int32: 'Edm.Int32',
  int64: 'Edm.Int64',
  decimal: 'Edm.Decimal',
  double: 'Edm.Double',
  boolean: 'Edm.Boolean',
  dateTime: 'Edm.DateTimeOffset',
  date: 'Edm.Date',
  guid: 'Edm.Guid',
  choice: 'Edm.Int32',
  multiChoice: 'Edm.String',
  enum: 'Edm.EnumType',
};

const edmName = (value: BoundValue): string => {
  if (value.type === 'null') return 'null';
  if (value.kind === 'constant' && value.type === 'decimal') return /^-?\d{1,9}$/.test(String(value.value)) ? 'Edm.Int32' : 'Edm.Decimal';

  return value.kind === 'column' && value.column.enum !== undefined && value.type === 'enum'
    ? value.column.enum.name
    : edmTypes[value.type];
};

const operatorNames: Readonly<Record<string, string>> = {
  eq: 'Equal',
  ne: 'NotEqual',
  gt: 'GreaterThan',
  ge: 'GreaterThanOrEqual',
  lt: 'LessThan',
  le: 'LessThanOrEqual',
};
