import type { Expression } from '../odata/expression';
import type { QueryOptions } from '../odata/query-options';
import type { Value } from '../odata/model';
import type { MetadataObject } from './definition-objects';
import { DataverseError, failures } from './errors';

/** `$filter` over metadata objects, whose members may be nested: `CanChangeTrackingBeEnabled/Value eq true`. */
export const filterObjects = (objects: readonly MetadataObject[], filter: Expression | undefined, type: string): MetadataObject[] =>
  filter === undefined ? [...objects] : objects.filter((object) => holds(filter, object, type));

const holds = (expression: Expression, object: MetadataObject, type: string): boolean => {
  switch (expression.kind) {
    case 'and':
      return expression.operands.every((operand) => holds(operand, object, type));
    case 'or':
      return expression.operands.some((operand) => holds(operand, object, type));
    case 'not':
      return !holds(expression.operand, object, type);
    case 'compare': {
      const left = valueOf(expression.left, object, type);
      const right = valueOf(expression.right, object, type);
      return compare(expression.operator, left, right);
    }
    case 'in':
      return expression.list.some((item) => compare('eq', valueOf(expression.left, object, type), valueOf(item, object, type)));
    case 'path':
    case 'literal':
      return valueOf(expression, object, type) === true;
    case 'call':
    case 'named-call':
    case 'lambda':
    case 'arithmetic':
    case 'negate':
      throw failures.notImplemented(`filters with functions over metadata`);
  }
};

const valueOf = (expression: Expression, object: MetadataObject, type: string): Value => {
  if (expression.kind === 'literal') {
    const { type: kind, value } = expression.literal;
    return kind === 'number' ? Number(value) : value;
  }
  if (expression.kind !== 'path') throw failures.notImplemented('computed values in filters over metadata');
  let current: unknown = object;
  for (const segment of expression.segments) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, segment)) throw failures.propertyUnknown(segment, type);
    current = (current as Record<string, unknown>)[segment];
  }
  return (current ?? null) as Value;
};

const compare = (operator: string, left: Value, right: Value): boolean => {
  if (operator === 'eq') return left === right;
  if (operator === 'ne') return left !== right;
  if (left === null || right === null) return false;
  if (operator === 'gt') return left > right;
  if (operator === 'ge') return left >= right;
  if (operator === 'lt') return left < right;
  if (operator === 'le') return left <= right;
  throw new DataverseError(400, '0x80060888', `The operator '${operator}' is not supported here.`);
};

/** Selected members, `MetadataId` always among them; `expanded` are added whatever is selected. */
export const selectMembers = (
  object: MetadataObject,
  options: Pick<QueryOptions, 'select'>,
  hidden: ReadonlySet<string>,
  expanded: MetadataObject,
  type: string,
): MetadataObject => {
  const result: Record<string, unknown> = {};
  if ('@odata.type' in object) result['@odata.type'] = object['@odata.type'];
  if (options.select === undefined || options.select.includes('*')) {
    for (const [name, value] of Object.entries(object)) if (!hidden.has(name)) result[name] = value;
  } else {
    for (const name of options.select) {
      if (!Object.hasOwn(object, name)) throw failures.propertyUnknown(name, type);
      result[name] = object[name];
    }
    if ('MetadataId' in object) result['MetadataId'] = object['MetadataId'];
  }
  return { ...result, ...expanded };
};
