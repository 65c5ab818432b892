import { type BatchItem, type BatchOperation, readBatch } from '../../odata/batch-reader';
import { ODataProblem, type ODataRequest, type ODataResponse, reasonPhrase } from '../../odata/http';
import type { Caller } from '../../shell/caller';
import { faults } from '../wire/finance-fault';
import type { BatchHost } from './batch-host';

export const MOST_OPERATIONS = 5_000;

/**
 * Multipart `$batch`. The outer status is 200 whatever happens inside; a failed change set is one part for all its operations, with
 * the first one's Content-ID, whichever was at fault. Source: finance-api.md 3.7.
 */
export const runMultipartBatch = (request: ODataRequest<Caller>, host: BatchHost): ODataResponse => {
  const items = readItems(request);
  const count = items.reduce((sum, item) => sum + (item.kind === 'operation' ? 1 : item.operations.length), 0);
  if (count > MOST_OPERATIONS) throw faults.badQuery(`The batch holds ${count} operations; at most ${MOST_OPERATIONS} are allowed.`);
  const boundary = `batchresponse_${host.newId()}`;
  const parts = items.map(
    (item) =>
      `--${boundary}\r\n${item.kind === 'operation' ? single(item.operation, request, host) : changeSet(item.operations, request, host)}`,
  );
  return {
    status: 200,
    headers: { 'Content-Type': `multipart/mixed; boundary=${boundary}`, 'OData-Version': '4.0' },
    body: `${parts.join('')}--${boundary}--\r\n`,
  };
};

const readItems = (request: ODataRequest<Caller>): BatchItem[] => {
  try {
    const items = readBatch(request.headers['content-type'], request.body.toString('utf8'));
    for (const item of items) {
      if (item.kind === 'change-set' && item.operations.some(({ method }) => method === 'GET')) {
        throw new ODataProblem('bad-batch', 'A change set cannot hold a GET request.');
      }
    }
    return items;
  } catch (error) {
    throw error instanceof ODataProblem ? faults.badQuery(error.message) : error;
  }
};

const single = (operation: BatchOperation, outer: ODataRequest<Caller>, host: BatchHost): string =>
  part(host.handle(requestOf(operation, outer)), operation.contentId);

class ChangeSetFailed extends Error {
  constructor(readonly response: ODataResponse) {
    super('An operation of the change set failed.');
  }
}

const changeSet = (operations: readonly BatchOperation[], outer: ODataRequest<Caller>, host: BatchHost): string => {
  const boundary = `changesetresponse_${host.newId()}`;
  const wrap = (parts: string): string => `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${parts}--${boundary}--\r\n`;
  try {
    return wrap(
      host.transaction(() => {
        let text = '';
        for (const operation of operations) {
          const response = host.handle(requestOf(operation, outer));
          if (response.status >= 400) throw new ChangeSetFailed(response);
          text += `--${boundary}\r\n${part(response, operation.contentId)}`;
        }
        return text;
      }),
    );
  } catch (error) {
    if (!(error instanceof ChangeSetFailed)) throw error;
    return wrap(`--${boundary}\r\n${part(error.response, operations[0]?.contentId)}`);
  }
};

const requestOf = (operation: BatchOperation, outer: ODataRequest<Caller>): ODataRequest<Caller> => ({
  method: operation.method,
  url: pathOf(operation.url),
  headers: operation.headers,
  body: Buffer.from(operation.body, 'utf8'),
  caller: outer.caller,
  origin: outer.origin,
});

/** Inner URLs may be absolute, start at the host's root, or be relative to `/data/`. */
export const pathOf = (url: string): string => {
  const absolute = /^https?:\/\/[^/]+(\/.*)$/i.exec(url)?.[1];
  if (absolute !== undefined) return absolute;
  return url.startsWith('/') ? url : `/data/${url}`;
};

const part = (response: ODataResponse, contentId: string | undefined): string => {
  let text = 'Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n';
  if (contentId !== undefined) text += `Content-ID: ${contentId}\r\n`;
  text += `\r\nHTTP/1.1 ${response.status} ${response.status === 429 ? 'Too Many Requests' : reasonPhrase(response.status)}\r\n`;
  for (const [name, value] of Object.entries(response.headers)) text += `${name}: ${value}\r\n`;
  return `${text}\r\n${response.body.toString()}\r\n`;
};
