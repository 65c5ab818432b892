import type { BatchItem, BatchOperation } from './batch-reader';
import { ODataProblem, type ODataRequest, type ODataResponse, reasonPhrase } from './http';

/** How a system runs a batch. */
export interface BatchRules<Caller> {
  /** Serves one operation as if it had come by itself. */
  readonly handle: (request: ODataRequest<Caller>) => ODataResponse;
  readonly transaction: <T>(work: () => T) => T;
  /** Go on after a failing item; without it the whole answer has that item's status and ends with it. */
  readonly continueOnError: boolean;
  /** Absolute or relative URL of an item to path and query. */
  readonly resolveUrl: (url: string) => string;
  readonly newId: () => string;
}

/** Runs items one after the other, change sets all or none. `bad-batch` (an undeclared reference, a GET in a change set) before anything ran. */
export const runBatch = <Caller>(items: readonly BatchItem[], outer: ODataRequest<Caller>, rules: BatchRules<Caller>): ODataResponse => {
  for (const item of items) if (item.kind === 'change-set') checkChangeSet(item.operations);
  const boundary = `batchresponse_${rules.newId()}`;
  let status = 200;
  let body = '';
  for (const item of items) {
    const run = item.kind === 'operation' ? runSingle(item.operation, outer, rules) : runChangeSet(item.operations, outer, rules);
    body += `--${boundary}\r\n${run.text}`;
    if (run.failed !== undefined && !rules.continueOnError) {
      status = run.failed;
      break;
    }
  }
  body += `--${boundary}--\r\n`;

  return { status, headers: { 'OData-Version': '4.0', 'Content-Type': `multipart/mixed; boundary=${boundary}` }, body };
};

interface Run {
  readonly text: string;
  /** Status of the failure, if it was one. */
  readonly failed?: number;
}

const runSingle = <Caller>(operation: BatchOperation, outer: ODataRequest<Caller>, rules: BatchRules<Caller>): Run => {
  const response = rules.handle(requestFor(operation, rules.resolveUrl(operation.url), outer));

  return { text: part(response, operation.contentId), ...(response.status >= 400 ? { failed: response.status } : {}) };
};

class ChangeSetFailed extends Error {
  constructor(
    readonly response: ODataResponse,
    readonly contentId: string | undefined,
  ) {
    super('An operation of the change set failed.');
  }
}

const runChangeSet = <Caller>(operations: readonly BatchOperation[], outer: ODataRequest<Caller>, rules: BatchRules<Caller>): Run => {
  const boundary = `changesetresponse_${rules.newId()}`;
  const wrap = (parts: string) => `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${parts}--${boundary}--\r\n`;
  try {
    const parts = rules.transaction(() => {
      const references = new Map<string, string>();
      let text = '';
      for (const operation of operations) {
        const url = rules.resolveUrl(dereference(operation.url, references));
        const response = rules.handle({ ...requestFor(operation, url, outer), references });
        if (response.status >= 400) throw new ChangeSetFailed(response, operation.contentId);
        const location = response.headers['OData-EntityId'] ?? response.headers['Location'];
        if (operation.contentId !== undefined && location !== undefined) references.set(operation.contentId, location);
        text += `--${boundary}\r\n${part(response, operation.contentId)}`;
      }
      return text;
    });
    return { text: wrap(parts) };
  } catch (error) {
    if (!(error instanceof ChangeSetFailed)) throw error;
    return { text: wrap(`--${boundary}\r\n${part(error.response, error.contentId)}`), failed: error.response.status };
  }
};

const requestFor = <Caller>(operation: BatchOperation, url: string, outer: ODataRequest<Caller>): ODataRequest<Caller> => ({
  method: operation.method,
  url,
  headers: operation.headers,
  body: Buffer.from(operation.body, 'utf8'),
  caller: outer.caller,
  origin: outer.origin,
  insideBatch: true,
});

const referencePattern = /^\/?\$([A-Za-z0-9_.~-]+?)(?=[/?]|$)/;

const dereference = (url: string, references: ReadonlyMap<string, string>): string => {
  const match = referencePattern.exec(url);
  if (match === null) return url;
  const target = references.get(match[1]!);

  return target === undefined ? url : target + url.slice(match[0].length);
};

/** `"nav@odata.bind":"$1"`, also in arrays, and `"@odata.id":"$1"`. */
const bodyReferences = function* (body: string): Generator<string> {
  if (!body.includes('"$')) return;
  for (const [, value] of body.matchAll(/@odata\.(?:bind|id)"\s*:\s*(\[[^\]]*\]|"[^"]*")/g)) {
    for (const [, id] of value!.matchAll(/"\$([A-Za-z0-9_.~-]+)"/g)) yield id!;
  }
};

const checkChangeSet = (operations: readonly BatchOperation[]): void => {
  const declared = new Set<string>();
  for (const operation of operations) {
    if (operation.method === 'GET') throw new ODataProblem('bad-batch', 'A change set cannot hold a GET request.');
    const inUrl = referencePattern.exec(operation.url)?.[1];
    for (const id of [...(inUrl === undefined ? [] : [inUrl]), ...bodyReferences(operation.body)]) {
      if (!declared.has(id)) throw new ODataProblem('bad-batch', `Content-ID Reference: '$${id}' does not exist in the batch context.`);
    }
    if (operation.contentId !== undefined) declared.add(operation.contentId);
  }
};

/** An answer as a part: byte for byte as the reference pages show it, the empty line after an empty body included. */
const part = (response: ODataResponse, contentId: string | undefined): string => {
  let text = 'Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n';
  if (contentId !== undefined) text += `Content-ID: ${contentId}\r\n`;
  text += `\r\nHTTP/1.1 ${response.status} ${reasonPhrase(response.status)}\r\n`;
  for (const [name, value] of Object.entries(response.headers)) text += `${name}: ${value}\r\n`;

  return `${text}\r\n${response.body.toString()}\r\n`;
};
