import { ODataProblem } from './http';

/** One operation of a `$batch` request, its URL as it came. */
export interface BatchOperation {
  readonly contentId?: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type BatchItem =
  | { readonly kind: 'operation'; readonly operation: BatchOperation }
  | { readonly kind: 'change-set'; readonly operations: readonly BatchOperation[] };

/**
 * Reads a multipart `$batch` body. Tolerates what public clients send: bare line feeds, blanks after a boundary, text before the first
 * boundary, missing empty lines at ends. Throws `bad-batch`.
 */
export const readBatch = (contentType: string | undefined, body: string): BatchItem[] => {
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) {
    throw new ODataProblem(
      'bad-batch',
      `The Content-Type of a batch must be multipart/mixed with a boundary; it is '${contentType ?? ''}'.`,
    );
  }
  return splitParts(body, boundary).map((part) => readItem(part));
};

/** The boundary of a `multipart/mixed` type, `undefined` for every other type. */
const boundaryOf = (contentType: string | undefined): string | undefined => {
  if (contentType === undefined || !/^\s*multipart\/mixed\b/i.test(contentType)) return undefined;
  const match = /;\s*boundary\s*=\s*(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);

  return match?.[1] ?? match?.[2];
};

const splitParts = (text: string, boundary: string): string[] => {
  const delimiter = `--${boundary}`;
  const parts: string[] = [];
  let partStart = -1;
  let closed = false;
  for (let at = text.indexOf(delimiter); at >= 0 && !closed; at = text.indexOf(delimiter, at + delimiter.length)) {
    if (at > 0 && text[at - 1] !== '\n') continue;
    const lineEnd = text.indexOf('\n', at);
    const rest = text.slice(at + delimiter.length, lineEnd < 0 ? text.length : lineEnd).trim();
    if (rest !== '' && rest !== '--') continue; // a longer boundary that starts alike
    if (partStart >= 0) parts.push(text.slice(partStart, Math.max(partStart, at)).replace(/\r?\n$/, ''));
    closed = rest === '--';
    partStart = lineEnd < 0 ? text.length : lineEnd + 1;
  }
  if (partStart < 0) throw new ODataProblem('bad-batch', `The boundary '${boundary}' does not occur in the body. Stream was not readable`);
  if (!closed) throw new ODataProblem('bad-batch', `The closing boundary '--${boundary}--' is missing. Stream was not readable`);

  return parts;
};

const readItem = (part: string): BatchItem => {
  const { headers, rest } = readHeaders(part);
  const contentType = headers['content-type'];
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) return { kind: 'operation', operation: readOperation(headers, rest) };
  const operations = splitParts(rest, boundary).map((inner) => {
    const { headers: innerHeaders, rest: innerRest } = readHeaders(inner);
    if (boundaryOf(innerHeaders['content-type']) !== undefined)
      throw new ODataProblem('bad-batch', 'A change set cannot hold another change set.');
    return readOperation(innerHeaders, innerRest);
  });
  const ids = operations.map(({ contentId }) => contentId).filter((id) => id !== undefined);
  if (new Set(ids).size < ids.length)
    throw new ODataProblem('bad-batch', 'The Content-ID of each operation of a change set must be unique.');

  return { kind: 'change-set', operations };
};

const readOperation = (partHeaders: Readonly<Record<string, string>>, content: string): BatchOperation => {
  if (!/^application\/http\b/i.test(partHeaders['content-type'] ?? '')) {
    throw new ODataProblem(
      'bad-batch',
      `The Content-Type of a batch item must be application/http; it is '${partHeaders['content-type'] ?? ''}'.`,
    );
  }
  const start = content.replace(/^(?:\r?\n)+/, '');
  const lineEnd = start.indexOf('\n');
  const line = (lineEnd < 0 ? start : start.slice(0, lineEnd)).trim();
  const match = /^([A-Za-z]+)\s+(.+?)(?:\s+HTTP\/\d(?:\.\d)?)?$/.exec(line);
  if (match === null) throw new ODataProblem('bad-batch', `The request line '${line.slice(0, 200)}' of a batch item cannot be read.`);
  const { headers, rest } = readHeaders(lineEnd < 0 ? '' : start.slice(lineEnd + 1));
  const contentId = headers['content-id'] ?? partHeaders['content-id'];

  return {
    ...(contentId === undefined ? {} : { contentId }),
    method: match[1]!.toUpperCase(),
    url: match[2]!,
    headers,
    body: rest.trim(),
  };
};

const readHeaders = (text: string): { headers: Record<string, string>; rest: string } => {
  const headers: Record<string, string> = {};
  let at = 0;
  while (at < text.length) {
    const lineEnd = text.indexOf('\n', at);
    const line = text.slice(at, lineEnd < 0 ? text.length : lineEnd).replace(/\r$/, '');
    at = lineEnd < 0 ? text.length : lineEnd + 1;
    if (line.trim() === '') break;
    const colon = line.indexOf(':');
    if (colon <= 0) throw new ODataProblem('bad-batch', `The header line '${line.slice(0, 200)}' of a batch item cannot be read.`);
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return { headers, rest: text.slice(at) };
};
