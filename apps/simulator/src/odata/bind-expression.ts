import type { BoundColumn, BoundCondition, BoundValue } from './bound-expression';
import type { FilterDialect, TextTest } from './dialect';
import type { Expression } from './expression';
import { ODataProblem } from './http';
import { bindLiteral, comparisonKind } from './literal-types';
import type { NavigationModel, TableModel } from './model';
import { foldText } from './row-key';

export type TableLookup = (entitySet: string) => TableModel | undefined;

interface Scope {
  readonly table: TableModel;
  readonly slot: number;
  readonly variables: ReadonlyMap<string, { readonly table: TableModel; readonly slot: number }>;
}

/** Resolves names and checks types of a filter over `table`. Throws `ODataProblem` for what does not fit the model or the dialect. */
export const bindFilter = (expression: Expression, table: TableModel, tables: TableLookup, dialect: FilterDialect): BoundCondition =>
  new Binder(tables, dialect).condition(expression, { table, slot: 0, variables: new Map() });

/** Resolves `column`, `navigation/column` and so on, as `$orderby` and `$apply` use it. */
export const bindColumn = (segments: readonly string[], table: TableModel, tables: TableLookup, dialect: FilterDialect): BoundColumn =>
  new Binder(tables, dialect).column(segments, { table, slot: 0, variables: new Map() });

class Binder {
  private slots = 0;

  constructor(
    private readonly tables: TableLookup,
    private readonly dialect: FilterDialect,
  ) {}

  condition(expression: Expression, scope: Scope): BoundCondition {
    switch (expression.kind) {
      case 'and':
      case 'or':
        return { kind: expression.kind, operands: expression.operands.map((operand) => this.condition(operand, scope)) };
      case 'not':
        return this.negation(expression.operand, scope);
      case 'compare':
        return this.comparison(expression, scope);
      case 'in':
        return this.membership(expression, scope);
      case 'call':
        return this.call(expression, scope);
      case 'named-call':
        return this.dialect.namedCall(expression.name, expression.arguments, (path) => this.column(path.split('/'), scope));
      case 'lambda':
        return this.lambda(expression, scope);
      case 'path':
      case 'literal': {
        const operand = this.value(expression, scope);
        if (operand.type === 'boolean' || operand.type === 'null') return { kind: 'truth', operand };
        throw new ODataProblem('type-mismatch', 'The $filter expression must evaluate to a single boolean value.');
      }
      case 'arithmetic':
      case 'negate':
        throw new ODataProblem('type-mismatch', 'The $filter expression must evaluate to a single boolean value.');
    }
  }

  column(segments: readonly string[], scope: Scope): BoundColumn {
    const variable = scope.variables.get(segments[0]!);
    const rest = variable === undefined ? (segments[0] === '$it' ? segments.slice(1) : segments) : segments.slice(1);
    let { table } = variable ?? scope;
    const path: NavigationModel[] = [];
    for (const [index, name] of rest.entries()) {
      const column = table.columns.get(name);
      if (column !== undefined && column.hidden !== true && index === rest.length - 1) {
        return { kind: 'column', type: column.kind, slot: (variable ?? scope).slot, path, column };
      }
      const navigation = table.navigations.get(name);
      const next = navigation && this.tables(navigation.target);
      if (navigation === undefined || next === undefined) throw this.dialect.unknownProperty(name, table);
      if (navigation.cardinality === 'many') throw new ODataProblem('syntax', `The collection '${name}' needs 'any' or 'all' in a filter.`);
      path.push(navigation);
      table = next;
    }
    // A lookup by its navigation property alone stands for the key of its target.
    const last = path[path.length - 1];
    const column = last && table.columns.get(last.join[0]!.there);
    if (column === undefined) throw new ODataProblem('syntax', `'${segments.join('/')}' does not name a column.`);

    return { kind: 'column', type: column.kind, slot: (variable ?? scope).slot, path, column };
  }

  private value(expression: Expression, scope: Scope): BoundValue {
    switch (expression.kind) {
      case 'literal':
        return bindLiteral(expression.literal);
      case 'path':
        return this.column(expression.segments, scope);
      case 'negate':
        return this.arithmetic('sub', { kind: 'constant', type: 'decimal', value: '0' }, this.value(expression.operand, scope));
      case 'arithmetic':
        return this.arithmetic(expression.operator, this.value(expression.left, scope), this.value(expression.right, scope));
      case 'call':
        throw this.dialect.unsupported(`the function '${expression.name}'`);
      case 'and':
      case 'or':
      case 'not':
      case 'compare':
      case 'in':
      case 'lambda':
      case 'named-call':
        throw new ODataProblem('syntax', 'A value is expected where a condition was given.');
    }
  }

  private arithmetic(operator: Extract<BoundValue, { kind: 'arithmetic' }>['operator'], left: BoundValue, right: BoundValue): BoundValue {
    if (!this.dialect.operators.has(operator)) throw this.dialect.unsupported(`the operator '${operator}'`);
    for (const { type } of [left, right]) {
      if (type !== 'decimal' && type !== 'int32' && type !== 'int64' && type !== 'double' && type !== 'null') {
        throw new ODataProblem('type-mismatch', `The operator '${operator}' needs numbers on both sides.`);
      }
    }
    return { kind: 'arithmetic', type: 'decimal', operator, left, right };
  }

  private negation(operand: Expression, scope: Scope): BoundCondition {
    if (operand.kind === 'named-call') {
      throw new ODataProblem('unsupported', 'Not operator along with the Custom Named Condition operators is not allowed', {
        feature: 'not-named-call',
      });
    }
    return { kind: 'not', operand: this.condition(operand, scope) };
  }

  private comparison(expression: Extract<Expression, { kind: 'compare' }>, scope: Scope): BoundCondition {
    const { operator } = expression;
    if (operator === 'has' || !this.dialect.operators.has(operator)) throw this.dialect.unsupported(`the operator '${operator}'`);
    const truth = this.booleanComparison(expression, scope);
    if (truth !== undefined) return truth;
    const left = this.value(expression.left, scope);
    const right = this.value(expression.right, scope);
    if (left.type === 'null' || right.type === 'null') {
      const operand = left.type === 'null' ? right : left;
      if (operator === 'eq' || operator === 'ne') return { kind: 'is-null', operand, negated: operator === 'ne' };
      return { kind: 'test', operand, test: () => false }; // nothing is greater or less than null
    }
    const compared = comparisonKind(operator, left, right);
    const { as } = compared;
    if (as === 'enum' && operator !== 'eq' && operator !== 'ne') throw this.dialect.unsupported(`the operator '${operator}' on an enum`);
    if (as === 'string' && (operator === 'eq' || operator === 'ne')) {
      const test = this.wildcardTest(compared.left, compared.right);
      if (test !== undefined) return operator === 'eq' ? test : { kind: 'not', operand: test };
    }
    return { kind: 'compare', operator, as, left: compared.left, right: compared.right };
  }

  /** `contains(a,'x') eq true` and its kin. */
  private booleanComparison(expression: Extract<Expression, { kind: 'compare' }>, scope: Scope): BoundCondition | undefined {
    const { left, right, operator } = expression;
    if (left.kind === 'path' || left.kind === 'literal' || left.kind === 'arithmetic' || left.kind === 'negate') return undefined;
    if (right.kind !== 'literal' || right.literal.type !== 'boolean' || (operator !== 'eq' && operator !== 'ne')) return undefined;
    const condition = this.condition(left, scope);

    return (right.literal.value === true) === (operator === 'eq') ? condition : { kind: 'not', operand: condition };
  }

  private wildcardTest(left: BoundValue, right: BoundValue): BoundCondition | undefined {
    const [operand, pattern] = left.kind === 'constant' ? [right, left] : [left, right];
    if (pattern.kind !== 'constant' || !this.dialect.hasWildcard(String(pattern.value), 'equals')) return undefined;
    const matches = this.dialect.matcher(String(pattern.value), 'equals');

    return { kind: 'test', operand, test: (value) => matches(String(value)) };
  }

  private membership(expression: Extract<Expression, { kind: 'in' }>, scope: Scope): BoundCondition {
    if (!this.dialect.operators.has('in')) throw this.dialect.unsupported("the operator 'in'");
    const operands = expression.list.map((item) =>
      this.comparison({ kind: 'compare', operator: 'eq', left: expression.left, right: item }, scope),
    );
    return { kind: 'or', operands };
  }

  private call(expression: Extract<Expression, { kind: 'call' }>, scope: Scope): BoundCondition {
    const how = Object.hasOwn(textTests, expression.name) ? textTests[expression.name] : undefined;
    if (how === undefined || !this.dialect.textFunctions) throw this.dialect.unsupported(`the function '${expression.name}'`);
    if (expression.arguments.length !== 2) throw new ODataProblem('syntax', `The function '${expression.name}' takes two parameters.`);
    const operand = this.value(expression.arguments[0]!, scope);
    const pattern = this.value(expression.arguments[1]!, scope);
    const isText = (value: BoundValue) => value.type === 'string' || value.type === 'multiChoice' || value.type === 'null';
    if (!isText(operand) || pattern.kind !== 'constant' || !isText(pattern)) {
      throw new ODataProblem(
        'type-mismatch',
        `No function signature for the function with name '${expression.name}' matches the specified arguments.`,
      );
    }
    if (pattern.value === null) return { kind: 'test', operand, test: () => false };
    const matches = this.dialect.hasWildcard(String(pattern.value), how)
      ? this.dialect.matcher(String(pattern.value), how)
      : plainMatcher(String(pattern.value), how);

    return { kind: 'test', operand, test: (value) => matches(String(value)) };
  }

  private lambda(expression: Extract<Expression, { kind: 'lambda' }>, scope: Scope): BoundCondition {
    if (!this.dialect.lambda) throw this.dialect.unsupported(`the operator '${expression.quantifier}'`);
    const variable = scope.variables.get(expression.segments[0]!);
    const names = variable === undefined ? expression.segments : expression.segments.slice(1);
    let { table } = variable ?? scope;
    const path: NavigationModel[] = [];
    for (const [index, name] of names.entries()) {
      const navigation = table.navigations.get(name);
      const next = navigation && this.tables(navigation.target);
      if (navigation === undefined || next === undefined) throw this.dialect.unknownProperty(name, table);
      if (index === names.length - 1) {
        if (navigation.cardinality === 'one')
          throw new ODataProblem('syntax', `'${name}' is not a collection: '${expression.quantifier}' cannot be applied.`);
        const bodySlot = (this.slots += 1);
        const shared = { quantifier: expression.quantifier, slot: (variable ?? scope).slot, path, collection: navigation, bodySlot };
        if (expression.body === undefined || expression.variable === undefined) return { kind: 'lambda', ...shared };
        const variables = new Map(scope.variables).set(expression.variable, { table: next, slot: bodySlot });
        return { kind: 'lambda', ...shared, body: this.condition(expression.body, { ...scope, variables }) };
      }
      path.push(navigation);
      table = next;
    }
    throw new ODataProblem('syntax', `'${expression.quantifier}' needs a collection before it.`);
  }
}

const textTests: Readonly<Record<string, Exclude<TextTest, 'equals'> | undefined>> = {
  contains: 'contains',
  startswith: 'startswith',
  endswith: 'endswith',
};

const plainMatcher = (pattern: string, how: Exclude<TextTest, 'equals'>): ((text: string) => boolean) => {
  const wanted = pattern.toLowerCase();
  if (how === 'contains') return (text) => text.toLowerCase().includes(wanted);
  if (how === 'startswith') return (text) => text.toLowerCase().startsWith(wanted);

  return (text) => foldText(text).endsWith(wanted);
};
