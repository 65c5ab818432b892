import { ODataProblem } from './http';
import { decodePart } from './query-options';
import { splitOutside } from './split';
import { TokenStream } from './token-stream';
import type { Literal } from './tokens';

/** What stands in brackets after a segment: `(guid)`, `(a='x',b=2)`, `()`, or function parameters with lists. */
export interface SegmentArguments {
  /** The single value without a name. */
  readonly unnamed?: Literal;
  readonly named: ReadonlyMap<string, Literal>;
  /** The text between the brackets, decoded. */
  readonly text: string;
}

export interface PathSegment {
  readonly name: string;
  readonly arguments?: SegmentArguments;
  /** As it came, still encoded, for links that repeat the address. */
  readonly raw: string;
}

/**
 * Cuts a path (without leading slash and query) into segments. `argumentsFor` false leaves brackets unread (functions with lists read
 * their own). Throws `syntax`; a key predicate that cannot be read is `bad-key`.
 */
export const parsePath = (path: string): PathSegment[] => splitOutside(path, '/').map(parseSegment);

const parseSegment = (raw: string): PathSegment => {
  const text = decodePart(raw);
  const open = text.indexOf('(');
  if (open < 0) return { name: text, raw };
  if (!text.endsWith(')'))
    throw new ODataProblem('bad-key', `The key or parameter list of the segment '${text}' does not end with a bracket.`);
  const inner = text.slice(open + 1, -1);

  return { name: text.slice(0, open), arguments: parseArguments(inner), raw };
};

const parseArguments = (text: string): SegmentArguments => {
  const named = new Map<string, Literal>();
  if (text.trim() === '') return { named, text };
  const parts = splitOutside(text, ',');
  let unnamed: Literal | undefined;
  for (const part of parts) {
    const match = /^\s*([A-Za-z_]\w*)\s*=([\s\S]*)$/.exec(part);
    if (match === null) {
      if (parts.length > 1) throw new ODataProblem('bad-key', `The key '${text}' has a part without a name.`);
      unnamed = keyLiteral(part);
    } else if (match[2]!.trimStart().startsWith('[') || match[2]!.trimStart().startsWith('@')) {
      continue; // lists and aliases are parameters of functions, read from `text` by who knows the function
    } else named.set(match[1]!, keyLiteral(match[2]!));
  }
  return { ...(unnamed === undefined ? {} : { unnamed }), named, text };
};

const keyLiteral = (text: string): Literal => {
  try {
    const stream = new TokenStream(text);
    const literal = stream.expectLiteral();
    stream.expectEnd();
    return literal;
  } catch (error) {
    if (error instanceof ODataProblem) throw new ODataProblem('bad-key', `The key value '${text.trim()}' cannot be read.`);
    throw error;
  }
};
