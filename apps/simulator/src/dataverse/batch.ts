import { type BatchItem, readBatch } from '../odata/batch-reader';
import { runBatch } from '../odata/batch-runner';
import type { ODataRequest, ODataResponse } from '../odata/http';
import { jsonType } from './answers';
import type { Environment } from './environment';
import { DataverseError, failures } from './errors';
import { parsePreferences } from './operation';
import type { DataverseCaller } from './ports';
import { operationOf } from './request-operation';

const mostItems = 1_000;

/** POST `$batch`: section 11. */
export const serveBatch = (
  environment: Environment,
  request: ODataRequest<DataverseCaller>,
  api: string,
  handle: (request: ODataRequest<DataverseCaller>) => ODataResponse,
): ODataResponse => {
  if (request.insideBatch === true) throw new DataverseError(400, '0x80060888', 'A batch cannot hold another batch.');
  if (request.method !== 'POST') throw failures.methodNotAllowed(request.method);
  operationOf(environment, request, api, undefined); // a caller who may not call at all is told so once, not item by item
  const body = request.body.toString('utf8');
  const items = readBatch(request.headers['content-type'], body);
  // Every line ends in CRLF, also the very last; a bare line feed is let pass, because public clients send it.
  if (!/\n[ \t]*$/.test(body)) throw failures.streamNotReadable();
  if (items.reduce((sum, item) => sum + sizeOf(item), 0) > mostItems) {
    throw new DataverseError(400, '0x80060888', `The batch has more than the maximum of ${mostItems} items.`);
  }
  const { beforeBatchItem } = environment.dependencies.faults;
  const response = runBatch(items, request, {
    handle: (inner) => streamed(beforeBatchItem?.(inner) ?? handle(inner)),
    transaction: (work) => environment.database.transaction(work),
    continueOnError: parsePreferences(request.headers['prefer']).continueOnError,
    resolveUrl: (url) => resolveUrl(url, new URL(api).pathname),
    newId: () => environment.newId(),
  });

  return response;
};

const sizeOf = (item: BatchItem): number => (item.kind === 'operation' ? 1 : item.operations.length);

/** JSON inside a batch is announced as streamed, errors excepted. */
const streamed = (response: ODataResponse): ODataResponse =>
  response.status < 400 && response.headers['Content-Type'] === jsonType
    ? { ...response, headers: { ...response.headers, 'Content-Type': `${jsonType}; odata.streaming=true` } }
    : response;

/** Absolute, from the host's root, or relative to the service root. */
const resolveUrl = (url: string, root: string): string => {
  const local = url.replace(/^https?:\/\/[^/]+/i, '');

  return local.startsWith('/') ? local : `${root}/${local}`;
};
