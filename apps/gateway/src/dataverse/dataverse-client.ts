import { randomUUID } from 'node:crypto';
import { SystemRefused, type Classified } from '../http/classified';
import { EnvironmentHttp, type HttpAnswer, type HttpRequest } from '../http/environment-http';
import { parseExact } from '../http/exact-json';
import { batchBody, readBatchAnswer, type BatchAnswer, type BatchPart } from '../http/multipart';
import type { Priority } from '../http/limiter';
import { classifyDataverse } from './dataverse-errors';

export const dataverseApi = '/api/data/v9.2';

const odata = { 'odata-maxversion': '4.0', 'odata-version': '4.0', 'if-none-match': 'null' };

/** A row or a page as parsed: numbers are their digits as text. */
export type RawRow = Readonly<Record<string, unknown>>;

export interface Page {
  readonly value: readonly RawRow[];
  readonly nextLink?: string;
  readonly deltaLink?: string;
}

export interface ReadOptions {
  readonly prefer?: string;
  readonly priority?: Priority;
  readonly maxWaitMs?: number;
}

/** The Dataverse Web API, as far as capture and apply need it. Refusals and silence are thrown as `SystemRefused`, classified. */
export class DataverseClient {
  constructor(private readonly http: EnvironmentHttp) {}

  get limiter() {
    return this.http.limiter;
  }

  /** `path` under the API's root, without a leading slash, encoded; or a link of an earlier page, used as given. */
  async get(path: string, options: ReadOptions = {}): Promise<RawRow> {
    const answer = await this.answered({
      method: 'GET',
      path: path.startsWith('http') ? path : `${dataverseApi}/${path}`,
      headers: { ...odata, ...(options.prefer === undefined ? {} : { prefer: options.prefer }) },
      ...(options.priority === undefined ? {} : { priority: options.priority }),
      ...(options.maxWaitMs === undefined ? {} : { maxWaitMs: options.maxWaitMs }),
    });
    return parsed(answer);
  }

  async page(path: string, options: ReadOptions = {}): Promise<Page> {
    const body = await this.get(path, options);
    const next = body['@odata.nextLink'];
    const delta = body['@odata.deltaLink'];
    return {
      value: Array.isArray(body['value']) ? (body['value'] as RawRow[]) : [],
      ...(typeof next === 'string' ? { nextLink: next } : {}),
      ...(typeof delta === 'string' ? { deltaLink: delta } : {}),
    };
  }

  /** All pages; for small answers only. */
  async all(path: string): Promise<RawRow[]> {
    const rows: RawRow[] = [];
    for (let next: string | undefined = path; next !== undefined;) {
      const page: Page = await this.page(next);
      rows.push(...page.value);
      next = page.nextLink;
    }
    return rows;
  }

  /** An upsert of one row with a chosen id. */
  async put(path: string, body: object): Promise<void> {
    await this.answered({
      method: 'PATCH',
      path: `${dataverseApi}/${path}`,
      headers: { ...odata, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /**
   * A batch that goes on after a failing part. Answers one list per part; the last parts are missing when the answer is cut short.
   * Throws when the batch as a whole was refused, or no answer came: what became of its parts is then unknown.
   */
  async batch(parts: readonly BatchPart[], maxWaitMs?: number): Promise<BatchAnswer[][]> {
    const boundary = `batch_${randomUUID()}`;
    const answer = await this.answered({
      method: 'POST',
      path: `${dataverseApi}/$batch`,
      headers: { ...odata, 'content-type': `multipart/mixed; boundary="${boundary}"`, prefer: 'odata.continue-on-error' },
      body: batchBody(boundary, parts),
      ...(maxWaitMs === undefined ? {} : { maxWaitMs }),
    });
    return readBatchAnswer(answer.headers['content-type'] ?? '', answer.body);
  }

  /** A part of a batch was throttled by itself. */
  throttled(answer: BatchAnswer): void {
    void this.http.throttled(answer.headers['retry-after']);
  }

  private async answered(request: HttpRequest): Promise<HttpAnswer> {
    const answer = await this.http.send(request);
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw new SystemRefused(classifyDataverse(answer));
  }
}

const parsed = (answer: HttpAnswer): RawRow => {
  try {
    return parseExact(answer.body) as RawRow;
  } catch {
    throw new SystemRefused(unreadable('Dataverse', answer));
  }
};

/** An answer that claims success and is none: a proxy's page, or a connection that broke in the middle. */
export const unreadable = (system: string, answer: HttpAnswer): Classified => ({
  class: 'transient',
  code: 'UNREADABLE_ANSWER',
  message: `The answer of ${system} could not be read: ${answer.body.slice(0, 200)}`,
  status: answer.status,
  raw: answer.body.slice(0, 2000),
});
