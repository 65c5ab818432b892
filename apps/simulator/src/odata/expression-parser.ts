import {
  additiveOperators,
  type ArithmeticOperator,
  type ComparisonOperator,
  comparisonOperators,
  type Expression,
  multiplicativeOperators,
  type NamedArgument,
} from './expression';
import { TokenStream } from './token-stream';
import type { Literal } from './tokens';

const maximumDepth = 100;

/** Parses `$filter`. `aliases`: values of `@name` parameters. Throws `syntax`. */
export const parseFilter = (text: string, aliases?: ReadonlyMap<string, string>): Expression => {
  const stream = new TokenStream(text, aliases);
  const expression = new ExpressionParser(stream).expression();
  stream.expectEnd();

  return expression;
};

/** Precedence climbing; chains of `and` and `or` become one node, so that a filter over a thousand ids does not nest. */
export class ExpressionParser {
  private depth = 0;

  constructor(private readonly stream: TokenStream) {}

  expression(): Expression {
    this.depth += 1;
    if (this.depth > maximumDepth) this.stream.fail(`nested deeper than ${maximumDepth} levels`);
    const result = this.chain('or', () => this.chain('and', () => this.not()));
    this.depth -= 1;

    return result;
  }

  private chain(kind: 'and' | 'or', operand: () => Expression): Expression {
    const first = operand();
    if (!this.isWord(kind)) return first;
    const operands = [first];
    while (this.stream.takeName(kind)) operands.push(operand());

    return { kind, operands };
  }

  private not(): Expression {
    let negations = 0;
    while (this.isWord('not')) {
      this.stream.next();
      negations += 1;
    }
    let result = this.comparison();
    for (; negations > 0; negations -= 1) result = { kind: 'not', operand: result };

    return result;
  }

  private comparison(): Expression {
    const left = this.additive();
    const token = this.stream.peek();
    if (token.kind !== 'name') return left;
    if (comparisonOperators.has(token.text)) {
      this.stream.next();
      return { kind: 'compare', operator: token.text as ComparisonOperator, left, right: this.additive() };
    }
    if (token.text === 'in' && this.stream.isSymbol('(', 1)) {
      this.stream.next();
      return { kind: 'in', left, list: this.list() };
    }
    return left;
  }

  private additive(): Expression {
    let left = this.multiplicative();
    for (let token = this.stream.peek(); token.kind === 'name' && additiveOperators.has(token.text); token = this.stream.peek()) {
      this.stream.next();
      left = { kind: 'arithmetic', operator: token.text as ArithmeticOperator, left, right: this.multiplicative() };
    }
    return left;
  }

  private multiplicative(): Expression {
    let left = this.unary();
    for (let token = this.stream.peek(); token.kind === 'name' && multiplicativeOperators.has(token.text); token = this.stream.peek()) {
      this.stream.next();
      left = { kind: 'arithmetic', operator: token.text as ArithmeticOperator, left, right: this.unary() };
    }
    return left;
  }

  private unary(): Expression {
    return this.stream.takeSymbol('-') ? { kind: 'negate', operand: this.primary() } : this.primary();
  }

  private primary(): Expression {
    if (this.stream.takeSymbol('(')) {
      const inner = this.expression();
      this.stream.expectSymbol(')');

      return inner;
    }
    const token = this.stream.peek();
    const named = token.kind === 'alias' ? columnPath(this.stream.aliasText(token.text)) : undefined;
    if (named !== undefined) {
      this.stream.next();
      return { kind: 'path', segments: named };
    }
    if (token.kind === 'literal' || token.kind === 'alias') return { kind: 'literal', literal: this.stream.expectLiteral() };
    if (token.kind !== 'name') return this.stream.fail('a value expected');
    this.stream.next();
    if (this.stream.isSymbol('(')) return token.text.includes('.') ? this.namedCall(token.text) : this.call(token.text);

    return this.path(token.text);
  }

  private call(name: string): Expression {
    return { kind: 'call', name, arguments: this.list() };
  }

  private list(): Expression[] {
    this.stream.expectSymbol('(');
    const items: Expression[] = [];
    if (this.stream.takeSymbol(')')) return items;
    do items.push(this.expression());
    while (this.stream.takeSymbol(','));
    this.stream.expectSymbol(')');

    return items;
  }

  private namedCall(name: string): Expression {
    return { kind: 'named-call', name, arguments: namedArguments(this.stream) };
  }

  private path(first: string): Expression {
    const segments = [first];
    while (this.stream.takeSymbol('/')) {
      const segment = this.stream.expectName();
      if ((segment === 'any' || segment === 'all') && this.stream.isSymbol('(')) return this.lambda(segment, segments);
      segments.push(segment);
    }
    return { kind: 'path', segments };
  }

  private lambda(quantifier: 'any' | 'all', segments: readonly string[]): Expression {
    this.stream.expectSymbol('(');
    if (quantifier === 'any' && this.stream.takeSymbol(')')) return { kind: 'lambda', quantifier, segments };
    const variable = this.stream.expectName();
    this.stream.expectSymbol(':');
    const body = this.expression();
    this.stream.expectSymbol(')');

    return { kind: 'lambda', quantifier, segments, variable, body };
  }

  private isWord(text: string): boolean {
    const token = this.stream.peek();
    return token.kind === 'name' && token.text === text;
  }
}

/** The column that an alias stands for (`@p1=revenue`), when it stands for one and not for a value. */
export const columnPath = (text: string | undefined): readonly string[] | undefined =>
  text !== undefined && /^\s*[A-Za-z_]\w*(?:\/[A-Za-z_]\w*)*\s*$/.test(text) && !/^\s*(?:true|false|null)\s*$/.test(text)
    ? text.trim().split('/')
    : undefined;

/** `(Name=value,Other=['a','b'])`, from the opening bracket on. */
export const namedArguments = (stream: TokenStream): Map<string, NamedArgument> => {
  const result = new Map<string, NamedArgument>();
  stream.expectSymbol('(');
  if (stream.takeSymbol(')')) return result;
  do {
    const name = stream.expectName();
    stream.expectSymbol('=');
    result.set(name, namedArgument(stream));
  } while (stream.takeSymbol(','));
  stream.expectSymbol(')');

  return result;
};

const namedArgument = (stream: TokenStream): NamedArgument => {
  const token = stream.peek();
  if (token.kind === 'alias' && stream.aliasText(token.text)?.trimStart().startsWith('[')) {
    stream.next();
    return namedArgument(new TokenStream(stream.aliasText(token.text)!));
  }
  if (!stream.takeSymbol('[')) return stream.expectLiteral();
  const list: Literal[] = [];
  if (stream.takeSymbol(']')) return list;
  do list.push(stream.expectLiteral());
  while (stream.takeSymbol(','));
  stream.expectSymbol(']');

  return list;
};
