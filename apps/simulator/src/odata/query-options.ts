import { ODataProblem } from './http';
import type { Expression } from './expression';
import { columnPath, parseFilter } from './expression-parser';
import { splitOutside } from './split';

export interface OrderTerm {
  readonly segments: readonly string[];
  readonly descending: boolean;
}

export interface ExpandItem {
  readonly name: string;
  /** `Nav/$ref`, `Nav/$count`. */
  readonly suffix?: '$ref' | '$count';
  readonly options: QueryOptions;
  /** The options as they were written, cut at semicolons. */
  readonly texts: readonly string[];
}

/** The system query options of one URL, or of one `$expand` item. */
export interface QueryOptions {
  readonly select?: readonly string[];
  readonly filter?: Expression;
  readonly orderby?: readonly OrderTerm[];
  readonly top?: number;
  readonly skip?: number;
  readonly count?: boolean;
  readonly expand?: readonly ExpandItem[];
  /** Text as it came, decoded. */
  readonly apply?: string;
  readonly skiptoken?: string;
  readonly deltatoken?: string;
  /** `$id` of a reference that is taken away. */
  readonly id?: string;
  /** Names of all options that were given, `$` ones and others. */
  readonly given: ReadonlySet<string>;
  /** Options without `$` and without `@`, decoded: `cross-company`, `tag`, `annotations`. */
  readonly custom: ReadonlyMap<string, string>;
  /** Values of `@name` parameters, decoded. */
  readonly aliases: ReadonlyMap<string, string>;
  /** `$` options that the core does not know. */
  readonly unknown: readonly string[];
}

/** Parses the query part of a URL (without `?`). Throws `syntax`. */
export const parseQuery = (query: string): QueryOptions => {
  const given = new Map<string, string>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decodeQuery(equals < 0 ? pair : pair.slice(0, equals));
    if (given.has(name) && name.startsWith('$')) {
      throw new ODataProblem('syntax', `Query option '${name}' was specified more than once, but it must be specified at most once.`);
    }
    given.set(name, decodeQuery(equals < 0 ? '' : pair.slice(equals + 1)));
  }
  return readOptions(given);
};

const knownOptions: ReadonlySet<string> = new Set([
  '$select',
  '$filter',
  '$orderby',
  '$top',
  '$skip',
  '$count',
  '$expand',
  '$apply',
  '$skiptoken',
  '$deltatoken',
  '$id',
]);

const readOptions = (given: ReadonlyMap<string, string>): QueryOptions => {
  const aliases = new Map([...given].filter(([name]) => name.startsWith('@')));
  const text = (name: string) => given.get(name);
  const filter = text('$filter');
  const orderby = text('$orderby');
  const select = text('$select');
  const expand = text('$expand');
  const count = text('$count');
  if (count !== undefined && count !== 'true' && count !== 'false') {
    throw new ODataProblem('syntax', `Invalid value '${count}' for $count query option found. Valid values are 'true' and 'false'.`);
  }
  return {
    select: select === undefined ? undefined : names(select),
    filter: filter === undefined ? undefined : parseFilter(filter, aliases),
    orderby: orderby === undefined ? undefined : splitOutside(orderby, ',').map((term) => orderTerm(term, aliases)),
    top: wholeNumber('$top', text('$top')),
    skip: wholeNumber('$skip', text('$skip')),
    count: count === undefined ? undefined : count === 'true',
    expand: expand === undefined ? undefined : parseExpand(expand, 0),
    apply: text('$apply'),
    skiptoken: text('$skiptoken'),
    deltatoken: text('$deltatoken'),
    id: text('$id'),
    given: new Set(given.keys()),
    custom: new Map([...given].filter(([name]) => !name.startsWith('@') && !name.startsWith('$'))),
    aliases,
    unknown: [...given.keys()].filter((name) => name.startsWith('$') && !knownOptions.has(name)),
  };
};

const maximumExpandDepth = 12;

const parseExpand = (text: string, depth: number): ExpandItem[] => {
  if (depth > maximumExpandDepth) throw new ODataProblem('syntax', `$expand is nested deeper than ${maximumExpandDepth} levels.`);

  return splitOutside(text, ',').map((item) => {
    const match = /^([^(/\s]+)(\/\$(?:ref|count))?\s*(?:\(([\s\S]*)\))?$/.exec(item.trim());
    if (match === null) throw new ODataProblem('syntax', `Syntax error in $expand at '${item.trim()}'.`);
    const given = new Map<string, string>();
    const texts = splitOutside(match[3] ?? '', ';');
    for (const option of texts) {
      const equals = option.indexOf('=');
      if (option.trim() === '') continue;
      const name = option.slice(0, Math.max(equals, 0)).trim();
      if (!name.startsWith('$')) throw new ODataProblem('syntax', `Syntax error in the options of $expand at '${option.trim()}'.`);
      given.set(name, option.slice(equals + 1));
    }
    if (/@\w/.test((given.get('$filter') ?? '').replace(/'(?:[^']|'')*'/g, ''))) {
      throw new ODataProblem('syntax', 'A parameter alias cannot be used inside $expand.');
    }
    const nested = given.get('$expand');
    given.delete('$expand');
    const options = readOptions(given);
    const suffix = match[2]?.slice(1) as ExpandItem['suffix'];

    return {
      name: match[1]!,
      texts,
      ...(suffix === undefined ? {} : { suffix }),
      options:
        nested === undefined
          ? options
          : { ...options, expand: parseExpand(nested, depth + 1), given: new Set([...options.given, '$expand']) },
    };
  });
};

const names = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

const orderTerm = (given: string, aliases: ReadonlyMap<string, string>): OrderTerm => {
  const text = given.replace(/^\s*(@\w+)/, (_match, alias: string) => columnPath(aliases.get(alias))?.join('/') ?? alias);
  const match = /^([\w$\u00a0-\uffff]+(?:\/[\w$\u00a0-\uffff]+)*)(?:\s+(asc|desc))?$/.exec(text.trim());
  if (match === null) throw new ODataProblem('syntax', `Syntax error in $orderby at '${text.trim()}'.`);

  return { segments: match[1]!.split('/'), descending: match[2] === 'desc' };
};

const wholeNumber = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text.trim())) {
    throw new ODataProblem(
      'syntax',
      `Invalid value '${text}' for ${name} query option found. The ${name} query option requires a non-negative integer value.`,
    );
  }
  return Number(text);
};

const decodeQuery = (text: string): string => decodePart(text.replaceAll('+', ' '));

/** Percent-decodes one part of a URL. Throws `syntax` for what is no UTF-8. */
export const decodePart = (text: string): string => {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ODataProblem('syntax', `The URL contains an escape that cannot be decoded, in '${text}'.`);
  }
};
