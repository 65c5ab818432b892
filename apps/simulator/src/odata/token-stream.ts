import { ODataProblem } from './http';
import { type Literal, type Token, tokenize } from './tokens';

/** Reads tokens one after the other, with the alias values of the request at hand. */
export class TokenStream {
  private readonly tokens: Token[];
  private index = 0;

  constructor(
    readonly text: string,
    private readonly aliases: ReadonlyMap<string, string> = new Map(),
  ) {
    this.tokens = tokenize(text);
  }

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)]!;
  }

  next(): Token {
    const token = this.peek();
    this.index += 1;

    return token;
  }

  isSymbol(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.text === text;
  }

  takeSymbol(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.index += 1;

    return true;
  }

  expectSymbol(text: string): void {
    if (!this.takeSymbol(text)) this.fail(`'${text}' expected`);
  }

  takeName(text: string): boolean {
    const token = this.peek();
    if (token.kind !== 'name' || token.text !== text) return false;
    this.index += 1;

    return true;
  }

  expectName(): string {
    const token = this.next();
    return token.kind === 'name' ? token.text : this.fail('a name expected', token);
  }

  expectEnd(): void {
    if (this.peek().kind !== 'end') this.fail('end of expression expected');
  }

  /** A literal, or the value of a parameter alias; an alias without a value counts as null. */
  expectLiteral(): Literal {
    const token = this.next();
    if (token.kind === 'literal') return token.literal;
    if (token.kind === 'alias') return this.aliasLiteral(token.text);

    return this.fail('a value expected', token);
  }

  aliasText(name: string): string | undefined {
    return this.aliases.get(name);
  }

  private aliasLiteral(name: string): Literal {
    const text = this.aliases.get(name);
    if (text === undefined) return { type: 'null', value: null };
    const stream = new TokenStream(text);
    const literal = stream.expectLiteral();
    stream.expectEnd();

    return literal;
  }

  fail(what: string, token: Token = this.peek()): never {
    throw new ODataProblem('syntax', `Syntax error: ${what} at position ${token.at} in '${this.text}'.`);
  }
}
