import { ODataProblem } from './http';

/** A number that a float might not hold: its text as it came. */
export class JsonNumber {
  constructor(readonly text: string) {}
}

export type JsonValue = string | number | boolean | null | JsonNumber | JsonValue[] | JsonObject;
/** Without prototype, so that a property called `__proto__` is only a name. */
export interface JsonObject {
  [name: string]: JsonValue;
}

const maximumDepth = 64;

/** Parses JSON and keeps the digits of numbers: safe whole numbers become numbers, all others `JsonNumber`. Throws `bad-json`. */
export const readJson = (text: string): JsonValue => new Reader(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).document();

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  document(): JsonValue {
    const value = this.value(0);
    this.blanks();
    if (this.at < this.text.length) this.fail('unexpected text after the value');

    return value;
  }

  private value(depth: number): JsonValue {
    if (depth > maximumDepth) this.fail(`nested deeper than ${maximumDepth} levels`);
    this.blanks();
    const first = this.text[this.at];
    if (first === '"') return this.string();
    if (first === '{') return this.object(depth);
    if (first === '[') return this.array(depth);
    if (first === 't') return this.word('true', true);
    if (first === 'f') return this.word('false', false);
    if (first === 'n') return this.word('null', null);

    return this.number();
  }

  private object(depth: number): JsonObject {
    const result = Object.create(null) as JsonObject;
    this.at += 1;
    this.blanks();
    if (this.take('}')) return result;
    for (;;) {
      this.blanks();
      if (this.text[this.at] !== '"') this.fail('expected a property name');
      const name = this.string();
      this.blanks();
      if (!this.take(':')) this.fail(`expected a colon after '${name}'`);
      result[name] = this.value(depth + 1);
      this.blanks();
      if (this.take('}')) return result;
      if (!this.take(',')) this.fail('expected a comma or the end of the object');
    }
  }

  private array(depth: number): JsonValue[] {
    const result: JsonValue[] = [];
    this.at += 1;
    this.blanks();
    if (this.take(']')) return result;
    for (;;) {
      result.push(this.value(depth + 1));
      this.blanks();
      if (this.take(']')) return result;
      if (!this.take(',')) this.fail('expected a comma or the end of the array');
    }
  }

  private string(): string {
    let end = this.at + 1;
    let plain = true;
    for (; ; end += 1) {
      const code = this.text.charCodeAt(end);
      if (code === 0x22) break;
      if (code === 0x5c) {
        plain = false;
        end += 1;
      } else if (code < 0x20 || Number.isNaN(code)) this.fail('a text that does not end, or holds a raw control character');
    }
    const raw = this.text.slice(this.at, end + 1);
    this.at = end + 1;
    if (plain) return raw.slice(1, -1);
    try {
      return JSON.parse(raw) as string;
    } catch {
      return this.fail('a text with a wrong escape');
    }
  }

  private number(): JsonValue {
    numberToken.lastIndex = this.at;
    const match = numberToken.exec(this.text);
    if (match === null) return this.fail(this.at >= this.text.length ? 'the text ends too early' : 'expected a value');
    this.at = numberToken.lastIndex;
    if (match[1] === undefined && match[2] === undefined) {
      const value = Number(match[0]);
      if (Number.isSafeInteger(value) && !Object.is(value, -0)) return value;
    }
    return new JsonNumber(match[0]);
  }

  private word<T extends JsonValue>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) this.fail('expected a value');
    this.at += word.length;

    return value;
  }

  private blanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  private take(symbol: string): boolean {
    if (this.text[this.at] !== symbol) return false;
    this.at += 1;

    return true;
  }

  private fail(what: string): never {
    throw new ODataProblem('bad-json', `The body is not valid JSON: ${what} (at character ${this.at + 1}).`);
  }
}

const numberToken = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
