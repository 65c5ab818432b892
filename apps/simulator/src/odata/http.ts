/**
 * Requests and answers without a web framework, so that `$batch` calls the same handler in-process for each of its items.
 */

/** One request. `Caller` is whatever the personality knows about who is calling; the core does not look at it. */
export interface ODataRequest<Caller = unknown> {
  readonly method: string;
  /** Path and query as they came, still percent-encoded: `/api/data/v9.2/accounts?$top=1`. */
  readonly url: string;
  /** Names in lower case. A header that came several times is joined with `, `. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly caller: Caller;
  /** Scheme and host that links in answers start with, e.g. `http://127.0.0.1:4010`; no slash at the end. */
  readonly origin: string;
  /** An operation of a `$batch`, not a request of its own. */
  readonly insideBatch?: boolean;
  /** Inside a change set: URL of what the operation with this Content-ID created or changed, for `$1` in bodies. */
  readonly references?: ReadonlyMap<string, string>;
}

/** One answer. Header names as they go on the wire; an empty body is an empty text. */
export interface ODataResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** Reason phrases for status lines inside `$batch` parts. */
export const reasonPhrase = (status: number): string => reasons[status] ?? 'Unknown';

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Request Entity Too Large',
  414: 'Request-URI Too Long',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};

/**
 * What the core objects to, before a personality gives it the wire form of its system.
 *
 * `kind` tells the personality which of its codes and statuses fit; `message` names the offending part.
 */
export class ODataProblem extends Error {
  constructor(
    readonly kind: ProblemKind,
    message: string,
    /** Machine-readable particulars, e.g. `{ name: 'foo', type: 'account' }` for an unknown property. */
    readonly details: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'ODataProblem';
  }
}

export type ProblemKind =
  | 'syntax' // the URL or an option cannot be parsed
  | 'unknown-property' // a name in an option that the type does not have
  | 'unknown-segment' // a path segment that names nothing
  | 'bad-key' // key predicate does not fit the declared keys
  | 'type-mismatch' // an operator or a value that does not fit the column
  | 'bad-json' // body is not JSON, or not the JSON that is wanted
  | 'bad-batch' // multipart that cannot be read
  | 'unsupported' // valid, but the system refuses it
  | 'not-implemented'; // the simulator lacks it: 501 with a sentence
