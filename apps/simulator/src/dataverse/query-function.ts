import type { BoundColumn, BoundCondition } from '../odata/bound-expression';
import { compareValues } from '../odata/compare-values';
import { canonicalDecimal } from '../odata/decimal';
import type { NamedArgument } from '../odata/expression';
import type { Value } from '../odata/model';
import { foldText } from '../odata/row-key';
import { type Literal, parseDay, parseInstant } from '../odata/tokens';
import type { DataverseColumn, DataverseTable } from './dataverse-model';
import { type Environment, fixedIds } from './environment';
import { failures } from './errors';
import { fiscalParameters, fiscalTest } from './fiscal-time';
import { parseGuid } from './guids';
import { hierarchyOf, idsAbove, idsBelow, teamsOf, userAndReports } from './hierarchy';
import type { Operation } from './operation';
import { daySpan, relativeSpan } from './relative-time';

/** One `Microsoft.Dynamics.CRM.<name>(...)` as a condition. */
export class QueryFunction {
  constructor(
    private readonly operation: Operation,
    private readonly table: DataverseTable,
    private readonly name: string,
    private readonly parameters: ReadonlyMap<string, NamedArgument>,
    private readonly bind: (path: string) => BoundColumn,
  ) {}

  condition(): BoundCondition {
    const negative = Object.hasOwn(negatives, this.name) ? negatives[this.name] : undefined;
    if (negative !== undefined)
      return { kind: 'not', operand: new QueryFunction(this.operation, this.table, negative, this.parameters, this.bind).condition() };
    switch (this.name) {
      case 'In':
        return this.membership(this.values());
      case 'Between':
        return this.between();
      case 'ContainValues':
        return this.containment();
      case 'On':
      case 'OnOrAfter':
      case 'OnOrBefore':
        return this.dayComparison();
      case 'Above':
      case 'AboveOrEqual':
      case 'Under':
      case 'UnderOrEqual':
        return this.hierarchy();
      default:
        return this.identity() ?? this.fiscalTime() ?? this.relativeTime();
    }
  }

  /** Who is calling, their teams, and whom they lead. */
  private identity(): BoundCondition | undefined {
    const { environment, userId } = this.operation;
    const who = Object.hasOwn(identities, this.name) ? identities[this.name] : undefined;

    return who === undefined ? undefined : this.membership(who(environment, userId));
  }

  /** Rows above or below one in the tree that a lookup of a table to itself makes. */
  private hierarchy(): BoundCondition {
    const { environment } = this.operation;
    const operand = this.column();
    const target = (operand.column as DataverseColumn).lookup?.targets[0]!.table ?? this.table.logicalName;
    const table = environment.byType(target);
    const lookup = table && hierarchyOf(table);
    if (table === undefined || lookup === undefined) {
      throw failures.unsupported(`The function '${this.name}' needs a hierarchical relationship; the table '${target}' has none.`);
    }
    const id = parseGuid(this.texts()[0] ?? '');
    if (id === undefined) throw failures.syntax(`The function '${this.name}' needs the id of a row.`);
    const found = this.name.startsWith('Above') ? idsAbove(environment, table, lookup, id) : idsBelow(environment, table, lookup, [id]);
    if (this.name.endsWith('OrEqual')) found.add(id);

    return { kind: 'test', operand, test: (value) => found.has(String(value)), equals: [...found] };
  }

  private fiscalTime(): BoundCondition | undefined {
    const count = fiscalParameters(this.name);
    const values = ['PropertyValue', 'PropertyValue1', 'PropertyValue2'].flatMap((name) => {
      const given = this.parameters.get(name);
      return given === undefined || isList(given) ? [] : [Number(given.value)];
    });
    const test = fiscalTest(this.name, this.operation.environment.dependencies.clock.now(), values);
    if (test === undefined) return undefined;
    if (values.length !== count || !values.every(Number.isInteger))
      throw failures.syntax(`The function '${this.name}' takes ${count} whole numbers.`);

    return { kind: 'test', operand: this.timeColumn(), test: (value) => test(String(value)) };
  }

  private membership(values: readonly Exclude<Value, null>[]): BoundCondition {
    const operand = this.column();
    const folded = new Set(values.map(fold));

    return { kind: 'test', operand, test: (value) => folded.has(fold(value)), equals: values };
  }

  private between(): BoundCondition {
    const operand = this.column();
    const [low, high, more] = this.values();
    if (low === undefined || high === undefined || more !== undefined)
      throw failures.syntax(`The function '${this.name}' takes two values.`);

    return {
      kind: 'test',
      operand,
      test: (value) => compareValues(operand.type, value, low) >= 0 && compareValues(operand.type, value, high) <= 0,
    };
  }

  private containment(): BoundCondition {
    const wanted = this.texts().map((text) => text.trim());

    return {
      kind: 'test',
      operand: this.column(),
      test: (value) =>
        String(value)
          .split(',')
          .some((part) => wanted.includes(part)),
    };
  }

  private dayComparison(): BoundCondition {
    const operand = this.timeColumn();
    const [text] = this.texts();
    const day = text === undefined ? undefined : (parseDay(text.slice(0, 10)) ?? undefined);
    if (day === undefined) throw failures.syntax(`The function '${this.name}' needs a date.`);
    const { from, to } = daySpan(day);
    const asInstant = (value: Value) => (String(value).length === 10 ? `${String(value)}T00:00:00Z` : String(value));
    const { name } = this;

    return {
      kind: 'test',
      operand,
      test: (value) => (name === 'OnOrBefore' || asInstant(value) >= from) && (name === 'OnOrAfter' || asInstant(value) < to),
    };
  }

  private relativeTime(): BoundCondition {
    const now = this.operation.environment.dependencies.clock.now();
    if (relativeSpan(this.name, now) === undefined)
      throw failures.notImplemented(`the query function 'Microsoft.Dynamics.CRM.${this.name}'`);
    const count = this.parameters.has('PropertyValue') ? Number(this.texts()[0]) : undefined;
    if (count !== undefined && !(Number.isInteger(count) && count > 0))
      throw failures.syntax(`The function '${this.name}' needs a whole number above 0.`);
    const { from, to } = relativeSpan(this.name, now, count)!;

    return {
      kind: 'test',
      operand: this.timeColumn(),
      test: (value) => {
        const instant = String(value).length === 10 ? `${String(value)}T00:00:00Z` : String(value);
        return instant >= from && instant < to;
      },
    };
  }

  private column(): BoundColumn {
    const name = this.parameters.get('PropertyName');
    if (name === undefined || isList(name) || typeof name.value !== 'string')
      throw failures.syntax(`The function '${this.name}' needs a PropertyName.`);

    return this.bind(name.value);
  }

  private timeColumn(): BoundColumn {
    const column = this.column();
    if (column.type !== 'dateTime' && column.type !== 'date') {
      throw failures.unsupported(`The function '${this.name}' needs a date column; '${column.column.name}' is none.`);
    }
    return column;
  }

  private texts(): string[] {
    const given = this.parameters.get('PropertyValues') ?? this.parameters.get('PropertyValue');
    if (given === undefined) return [];

    return (isList(given) ? given : [given]).map(({ value }) => String(value));
  }

  /** List values are texts even for numbers: each is read as its column holds it. */
  private values(): Exclude<Value, null>[] {
    const { type, column } = this.column();
    return this.texts().map((text) => {
      const value = readers[type]?.(text) ?? (type === 'string' || type === 'multiChoice' ? text : undefined);
      if (value === undefined) throw failures.syntax(`The value '${text}' does not fit the column '${column.name}'.`);
      return value;
    });
  }
}

const negatives: Readonly<Record<string, string>> = {
  NotIn: 'In',
  NotBetween: 'Between',
  DoesNotContainValues: 'ContainValues',
  NotOn: 'On',
  NotEqualUserId: 'EqualUserId',
  NotEqualBusinessId: 'EqualBusinessId',
  NotUnder: 'Under',
};

const identities: Readonly<Record<string, (environment: Environment, userId: string) => Exclude<Value, null>[]>> = {
  EqualUserId: (_environment, userId) => [userId],
  EqualBusinessId: () => [fixedIds.businessUnit],
  EqualUserLanguage: () => [1033],
  EqualUserTeams: teamsOf,
  EqualUserOrUserTeams: (environment, userId) => [userId, ...teamsOf(environment, userId)],
  EqualUserOrUserHierarchy: userAndReports,
  EqualUserOrUserHierarchyAndTeams: (environment, userId) =>
    userAndReports(environment, userId).flatMap((id) => [id, ...teamsOf(environment, id)]),
};

const wholeNumber = (text: string) => (/^\s*-?\d{1,18}\s*$/.test(text) ? Number(text) : undefined);

const readers: Readonly<Partial<Record<BoundColumn['type'], (text: string) => Exclude<Value, null> | undefined>>> = {
  int32: wholeNumber,
  int64: wholeNumber,
  choice: wholeNumber,
  double: (text) => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined),
  decimal: (text) => canonicalDecimal(text.trim()),
  boolean: (text) => (text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : undefined),
  guid: parseGuid,
  date: (text) => parseDay(text.slice(0, 10)),
  dateTime: (text) => parseInstant(text) ?? (parseDay(text) === undefined ? undefined : `${text}T00:00:00Z`),
};

const fold = (value: Exclude<Value, null>): Value => (typeof value === 'string' ? foldText(value) : value);

const isList = (argument: NamedArgument): argument is readonly Literal[] => Array.isArray(argument);
