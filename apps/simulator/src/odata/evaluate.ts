import type { BoundColumn, BoundCondition, BoundValue } from './bound-expression';
import { compareValues } from './compare-values';
import { addDecimals, canonicalDecimal, divideDecimals, moduloDecimals, multiplyDecimals, negateDecimal } from './decimal';
import type { ArithmeticOperator } from './expression';
import type { NavigationModel, Row, Value } from './model';
import { relatedRow, relatedRows } from './relations';
import { foldText } from './row-key';
import type { Database } from './store';

/** Rows by slot; a lambda puts each of its members into its own slot in turn. */
type Environment = (Row | undefined)[];
/** SQL's three values: `null` is unknown, and unknown does not pass. */
type Truth = boolean | null;
type Condition = (environment: Environment) => Truth;
type Evaluation = (environment: Environment) => Value;

/** A bound condition as a function of one row. */
export const compileCondition = (condition: BoundCondition, database: Database): ((row: Row) => boolean) => {
  const compiled = new Compiler(database).condition(condition);
  const environment: Environment = [];

  return (row) => {
    environment[0] = row;
    return compiled(environment) === true;
  };
};

export const compileColumn = (column: BoundColumn, database: Database): ((row: Row) => Value) => {
  const compiled = new Compiler(database).value(column);

  return (row) => compiled([row]);
};

class Compiler {
  constructor(private readonly database: Database) {}

  condition(condition: BoundCondition): Condition {
    switch (condition.kind) {
      case 'and':
        return every(condition.operands.map((operand) => this.condition(operand)));
      case 'or':
        return some(condition.operands.map((operand) => this.condition(operand)));
      case 'not': {
        const operand = this.condition(condition.operand);
        return (environment) => {
          const truth = operand(environment);
          return truth === null ? null : !truth;
        };
      }
      case 'truth': {
        const operand = this.value(condition.operand);
        return (environment) => operand(environment) as Truth;
      }
      case 'is-null': {
        const operand = this.value(condition.operand);
        const { negated } = condition;
        return (environment) => (operand(environment) === null) !== negated;
      }
      case 'test': {
        const operand = this.value(condition.operand);
        const { test, whenNull = null } = condition;
        return (environment) => {
          const value = operand(environment);
          return value === null ? whenNull : test(value);
        };
      }
      case 'compare':
        return this.comparison(condition);
      case 'lambda':
        return this.lambda(condition);
    }
  }

  value(value: BoundValue): Evaluation {
    switch (value.kind) {
      case 'constant': {
        const constant = value.value;
        return () => constant;
      }
      case 'column': {
        const { slot, column } = value;
        const { name } = column;
        if (value.path.length === 0) return (environment) => environment[slot]?.[name] ?? null;
        const path = value.path;
        return (environment) => this.follow(environment[slot], path)?.[name] ?? null;
      }
      case 'arithmetic': {
        const left = this.value(value.left);
        const right = this.value(value.right);
        const { operator } = value;
        return (environment) => {
          const a = left(environment);
          const b = right(environment);
          return a === null || b === null ? null : calculate(operator, String(a), String(b));
        };
      }
    }
  }

  private comparison(condition: Extract<BoundCondition, { kind: 'compare' }>): Condition {
    const left = this.value(condition.left);
    const { as, operator, right } = condition;
    const passes = comparisons[operator];
    if (right.kind === 'constant' && as === 'string') {
      const wanted = foldText(String(right.value)); // folded once, not for every row
      return (environment) => {
        const value = left(environment);
        if (value === null) return null;
        const folded = foldText(String(value));
        return passes(folded < wanted ? -1 : folded > wanted ? 1 : 0);
      };
    }
    const other = this.value(right);
    return (environment) => {
      const a = left(environment);
      const b = other(environment);
      return a === null || b === null ? null : passes(compareValues(as, a, b));
    };
  }

  private lambda(condition: Extract<BoundCondition, { kind: 'lambda' }>): Condition {
    const body = condition.body && this.condition(condition.body);
    const { slot, bodySlot, path, collection, quantifier } = condition;
    return (environment) => {
      const owner = this.follow(environment[slot], path);
      const members = owner === undefined ? [] : relatedRows(this.database, collection, owner);
      if (body === undefined) return members.length > 0;
      const holds = (member: Row): boolean => {
        environment[bodySlot] = member;
        return body(environment) === true;
      };
      return quantifier === 'any' ? members.some(holds) : members.every(holds);
    };
  }

  private follow(row: Row | undefined, path: readonly NavigationModel[]): Row | undefined {
    let current = row;
    for (const navigation of path) {
      if (current === undefined) return undefined;
      current = relatedRow(this.database, navigation, current);
    }
    return current;
  }
}

const every =
  (conditions: readonly Condition[]): Condition =>
  (environment) => {
    let result: Truth = true;
    for (const condition of conditions) {
      const truth = condition(environment);
      if (truth === false) return false;
      if (truth === null) result = null;
    }
    return result;
  };

const some =
  (conditions: readonly Condition[]): Condition =>
  (environment) => {
    let result: Truth = false;
    for (const condition of conditions) {
      const truth = condition(environment);
      if (truth === true) return true;
      if (truth === null) result = null;
    }
    return result;
  };

const comparisons: Readonly<Record<'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le', (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

/** Division by zero gives null: a row that cannot be computed does not pass. */
const calculate = (operator: ArithmeticOperator, leftText: string, rightText: string): Value => {
  const left = canonicalDecimal(leftText); // a double may come with an exponent
  const right = canonicalDecimal(rightText);
  if (left === undefined || right === undefined) return null;
  if ((operator === 'div' || operator === 'divby' || operator === 'mod') && right === '0') return null;
  switch (operator) {
    case 'add':
      return addDecimals(left, right);
    case 'sub':
      return addDecimals(left, negateDecimal(right));
    case 'mul':
      return multiplyDecimals(left, right);
    case 'div':
      return left.includes('.') || right.includes('.') ? divideDecimals(left, right, 16) : String(BigInt(left) / BigInt(right));
    case 'divby':
      return divideDecimals(left, right, 16);
    case 'mod':
      return moduloDecimals(left, right);
  }
};
