/** One request inside a `$batch`. `url` is the path with query, as the service expects it inside (`/api/data/v9.2/...`, `/data/...`). */
export interface BatchOperation {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One answer inside a `$batch` answer. Header names in lower case. */
export interface BatchAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const LINE = '\r\n';

const operationText = (operation: BatchOperation, contentId?: number): string => {
  const headers = Object.entries(operation.headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  if (operation.body !== undefined) headers.push('Content-Type: application/json');
  return [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    '',
    `${operation.method} ${operation.url} HTTP/1.1`,
    ...headers,
    '',
    operation.body ?? '',
    '',
  ].join(LINE);
};

/** A part of a batch: a plain item, or a change set whose operations live or die together. */
export type BatchPart = { readonly item: BatchOperation } | { readonly changeSet: readonly BatchOperation[] };

/** Body of a `$batch` request: CRLF everywhere, the last line included, because one system refuses anything else. */
export const batchBody = (boundary: string, parts: readonly BatchPart[]): string => {
  let contentId = 0;
  const texts = parts.map((part, index) => {
    if ('item' in part) return operationText(part.item);
    const inner = `changeset_${index}_${boundary}`;
    const operations = part.changeSet.map((operation) => `--${inner}${LINE}${operationText(operation, (contentId += 1))}`);
    return [`Content-Type: multipart/mixed; boundary=${inner}`, '', `${operations.join('')}--${inner}--`, ''].join(LINE);
  });
  return `${texts.map((text) => `--${boundary}${LINE}${text}`).join('')}--${boundary}--${LINE}`;
};

/**
 * Answers of a `$batch`, one list per part of the request: a plain item has one; a change set that worked has one per operation, a failed one
 * a single one, whether the service wraps it in a multipart of its own or not.
 *
 * Throws `TypeError` when the body is no multipart.
 */
export const readBatchAnswer = (contentType: string, body: string): BatchAnswer[][] =>
  splitMultipart(boundaryOf(contentType), body).map((part) => {
    const { headers, rest } = splitHead(part);
    const type = headers['content-type'] ?? '';
    if (!type.toLowerCase().startsWith('multipart/')) return [readHttp(rest)];
    return splitMultipart(boundaryOf(type), rest).map((inner) => readHttp(splitHead(inner).rest));
  });

const boundaryOf = (contentType: string): string => {
  const match = /boundary="?([^";]+)"?/i.exec(contentType);
  if (!match?.[1]) throw new TypeError(`The answer to a batch is "${contentType}", not a multipart.`);
  return match[1].trim();
};

const splitMultipart = (boundary: string, body: string): string[] => {
  const pieces = body.split(`--${boundary}`).slice(1);
  const parts: string[] = [];
  for (const piece of pieces) {
    if (piece.startsWith('--')) break;
    parts.push(piece.replace(/^[ \t]*\r?\n/, ''));
  }
  return parts;
};

const splitHead = (part: string): { headers: Record<string, string>; rest: string } => {
  const end = /\r?\n\r?\n/.exec(part);
  const head = end ? part.slice(0, end.index) : part;
  const rest = end ? part.slice(end.index + end[0].length) : '';
  const headers: Record<string, string> = {};
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { headers, rest };
};

const readHttp = (text: string): BatchAnswer => {
  const firstLine = /^\s*HTTP\/\d(?:\.\d)? (\d{3})[^\r\n]*\r?\n?/.exec(text);
  if (!firstLine) throw new TypeError(`A part of the answer to a batch is no HTTP answer: ${text.slice(0, 80)}`);
  const status = Number(firstLine[1]);
  const after = text.slice(firstLine[0].length);
  if (/^\r?\n/.test(after)) return { status, headers: {}, body: after.trim() };
  const { headers, rest } = splitHead(after);
  return { status, headers, body: rest.trim() };
};
