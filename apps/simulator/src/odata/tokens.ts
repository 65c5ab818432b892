import { canonicalDecimal } from './decimal';
import { ODataProblem } from './http';
import type { Value } from './model';

export type LiteralType = 'null' | 'boolean' | 'string' | 'number' | 'guid' | 'date' | 'dateTime' | 'enum';

export interface Literal {
  readonly type: LiteralType;
  /** As rows hold it; numbers as decimal text, an enum's member name, instants as `...Z`. */
  readonly value: Value;
  /** Qualified type name of an enum literal. */
  readonly enumType?: string;
}

export type Token =
  | { readonly kind: 'literal'; readonly literal: Literal; readonly at: number }
  | { readonly kind: 'name'; readonly text: string; readonly at: number }
  | { readonly kind: 'alias'; readonly text: string; readonly at: number }
  | { readonly kind: 'symbol'; readonly text: string; readonly at: number }
  | { readonly kind: 'end'; readonly at: number };

const patterns = {
  guid: /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}/y,
  dateTime: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?/y,
  date: /\d{4}-\d{2}-\d{2}/y,
  number: /-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[mMdDfFlL]?/y,
  name: /[A-Za-z_$\u00a0-\uffff][\w\u00a0-\uffff]*(?:\.[A-Za-z_][\w]*)*/y,
  alias: /@[A-Za-z_]\w*/y,
  single: /'(?:[^']|'')*'/y,
  double: /"(?:[^"\\]|\\.)*"/y,
};

/** Cuts an expression, a key predicate or a parameter list into tokens. Throws `syntax`. */
export const tokenize = (text: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const literal = (raw: string, value: Literal): void => {
    tokens.push({ kind: 'literal', literal: value, at });
    at += raw.length;
  };

  while (at < text.length) {
    const first = text[at]!;
    if (first === ' ' || first === '\t' || first === '\n' || first === '\r') {
      at += 1;
      continue;
    }
    let raw: string | undefined;
    if ((raw = match(patterns.guid)) !== undefined) literal(raw, { type: 'guid', value: raw.toLowerCase() });
    else if ((raw = match(patterns.dateTime)) !== undefined) literal(raw, { type: 'dateTime', value: instant(raw) });
    else if ((raw = match(patterns.date)) !== undefined) literal(raw, { type: 'date', value: day(raw) });
    else if ((raw = match(patterns.number)) !== undefined && raw !== '-') literal(raw, number(raw));
    else if ((raw = match(patterns.single)) !== undefined) literal(raw, { type: 'string', value: raw.slice(1, -1).replaceAll("''", "'") });
    else if ((raw = match(patterns.double)) !== undefined) literal(raw, { type: 'string', value: doubleQuoted(raw) });
    else if ((raw = match(patterns.alias)) !== undefined) {
      tokens.push({ kind: 'alias', text: raw, at });
      at += raw.length;
    } else if ((raw = match(patterns.name)) !== undefined) {
      const start = at;
      at += raw.length;
      const quoted = text[at] === "'" ? match(patterns.single) : undefined;
      if (quoted !== undefined) {
        at = start;
        literal(raw + quoted, { type: 'enum', value: quoted.slice(1, -1).replaceAll("''", "'"), enumType: raw });
      } else tokens.push(word(raw, start));
    } else if ('(),/:=[]*-'.includes(first)) {
      tokens.push({ kind: 'symbol', text: first, at });
      at += 1;
    } else if (first === "'" || first === '"') {
      throw new ODataProblem('syntax', `There is an unterminated literal at position ${text.length} in '${text}'.`);
    } else throw new ODataProblem('syntax', `Syntax error: character '${first}' is not valid at position ${at} in '${text}'.`);
  }
  tokens.push({ kind: 'end', at });

  return tokens;
};

const word = (text: string, at: number): Token => {
  if (text === 'true' || text === 'false') return { kind: 'literal', literal: { type: 'boolean', value: text === 'true' }, at };
  if (text === 'null') return { kind: 'literal', literal: { type: 'null', value: null }, at };

  return { kind: 'name', text, at };
};

const number = (raw: string): Literal => {
  const bare = raw
    .replace(/[mMdDfFlL]$/, '')
    .replace(/\.(?=$|[eE])/, '')
    .replace(/^(-?)\./, '$10.');
  const value = canonicalDecimal(bare);
  if (value === undefined) throw new ODataProblem('syntax', `Syntax error: '${raw}' is not a number that can be read.`);

  return { type: 'number', value };
};

const doubleQuoted = (raw: string): string => {
  try {
    return JSON.parse(raw) as string;
  } catch {
    throw new ODataProblem('syntax', `Syntax error: ${raw} is not a valid text.`);
  }
};

const day = (raw: string): string => {
  const parsed = parseDay(raw);
  if (parsed === undefined) throw new ODataProblem('syntax', `Syntax error: '${raw}' is not a date.`);

  return parsed;
};

const instant = (raw: string): string => {
  const parsed = parseInstant(raw);
  if (parsed === undefined) throw new ODataProblem('syntax', `Syntax error: '${raw}' is not a date and time.`);

  return parsed;
};

/** `yyyy-MM-dd` of a day that exists, else `undefined`. */
export const parseDay = (text: string): string | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);

  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text) ? text : undefined;
};

/** UTC to whole seconds (`2026-03-01T08:00:00Z`) of an instant with `Z`, an offset or neither (taken as UTC), else `undefined`. */
export const parseInstant = (text: string): string | undefined => {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/.exec(text);
  if (match === null || parseDay(match[1]!) === undefined) return undefined;
  const ms = Date.parse(`${match[1]}T${match[2]}${match[3] ?? ':00'}${match[5] ?? 'Z'}`);

  return Number.isNaN(ms) ? undefined : instantText(ms);
};

/** Milliseconds since 1970 as rows hold instants. */
export const instantText = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
