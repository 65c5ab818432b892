import { isJsonObject, type JsonObject, type JsonValue, readJson } from '../../odata/json-reader';
import { ODataProblem, type ODataRequest, type ODataResponse } from '../../odata/http';
import type { Caller } from '../../shell/caller';
import { faults, jsonType } from '../wire/finance-fault';
import type { BatchHost } from './batch-host';
import { MOST_OPERATIONS, pathOf } from './multipart-batch';

interface Item {
  readonly id: string;
  readonly group?: string;
  readonly request: ODataRequest<Caller>;
}

/**
 * `$batch` as JSON (OData 4.01): `requests` with `id`, `method`, `url`, `headers`, `body`, and `atomicityGroup` for what a change set is
 * in the multipart form. A failed group answers each of its members: the one at fault with its error, the others with 424.
 */
export const runJsonBatch = (request: ODataRequest<Caller>, host: BatchHost): ODataResponse => {
  const items = readItems(request);
  const responses: string[] = [];
  for (let index = 0; index < items.length; index += 1) {
    const first = items[index]!;
    const group = [first];
    if (first.group !== undefined) while (items[index + 1]?.group === first.group) group.push(items[(index += 1)]!);
    runGroup(group, host, responses);
  }
  return { status: 200, headers: { 'Content-Type': jsonType, 'OData-Version': '4.0' }, body: `{"responses":[${responses.join(',')}]}` };
};

class GroupFailed extends Error {
  constructor(
    readonly item: Item,
    readonly response: ODataResponse,
  ) {
    super('A request of the group failed.');
  }
}

const runGroup = (group: readonly Item[], host: BatchHost, responses: string[]): void => {
  if (group[0]!.group === undefined) {
    const response = host.handle(group[0]!.request);
    responses.push(responseJson(group[0]!, response));
    return;
  }
  try {
    const done = host.transaction(() =>
      group.map((item) => {
        const response = host.handle(item.request);
        if (response.status >= 400) throw new GroupFailed(item, response);
        return responseJson(item, response);
      }),
    );
    responses.push(...done);
  } catch (error) {
    if (!(error instanceof GroupFailed)) throw error;
    for (const item of group) {
      responses.push(responseJson(item, item === error.item ? error.response : { status: 424, headers: {}, body: '' }));
    }
  }
};

const responseJson = (item: Item, { status, headers, body }: ODataResponse): string => {
  const members = [`"id":${JSON.stringify(item.id)}`];
  if (item.group !== undefined) members.push(`"atomicityGroup":${JSON.stringify(item.group)}`);
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  members.push(`"status":${status}`, `"headers":${JSON.stringify(lower)}`);
  const text = body.toString();
  if (text !== '') members.push(`"body":${(headers['Content-Type'] ?? '').includes('json') ? text : JSON.stringify(text)}`);
  return `{${members.join(',')}}`;
};

const readItems = (outer: ODataRequest<Caller>): Item[] => {
  const requests = readRequests(outer);
  if (requests.length > MOST_OPERATIONS)
    throw faults.badQuery(`The batch holds ${requests.length} operations; at most ${MOST_OPERATIONS} are allowed.`);
  return requests.map((item, index) => {
    const { id, method, url, headers, atomicityGroup, body } = item;
    if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string') {
      throw faults.badQuery(`Request ${index} of the batch needs 'id', 'method' and 'url'.`);
    }
    const own = isJsonObject(headers) ? Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const) : [];
    return {
      id,
      group: typeof atomicityGroup === 'string' ? atomicityGroup : undefined,
      request: {
        method: method.toUpperCase(),
        url: pathOf(url),
        headers: { 'content-type': 'application/json', ...Object.fromEntries(own) },
        body: Buffer.from(body === undefined ? '' : jsonText(body), 'utf8'),
        caller: outer.caller,
        origin: outer.origin,
      },
    };
  });
};

const readRequests = (outer: ODataRequest<Caller>): JsonObject[] => {
  let parsed: JsonValue;
  try {
    parsed = readJson(outer.body.toString('utf8'));
  } catch (error) {
    throw error instanceof ODataProblem ? faults.badBody(error.message) : error;
  }
  const requests = isJsonObject(parsed) ? parsed['requests'] : undefined;
  if (!Array.isArray(requests) || !requests.every(isJsonObject)) throw faults.badQuery("A JSON batch is an object with a list 'requests'.");
  return requests;
};

/** Back to text with the digits that came. */
const jsonText = (value: JsonValue): string => {
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (isJsonObject(value))
    return `{${Object.entries(value)
      .map(([name, member]) => `${JSON.stringify(name)}:${jsonText(member)}`)
      .join(',')}}`;
  return value !== null && typeof value === 'object' ? (value as { text: string }).text : JSON.stringify(value);
};
