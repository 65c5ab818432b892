import { randomUUID } from 'node:crypto';
import { unreadable, type Page, type RawRow, type ReadOptions } from '../dataverse/dataverse-client';
import { SystemRefused } from '../http/classified';
import { EnvironmentHttp, type HttpAnswer, type HttpRequest } from '../http/environment-http';
import { parseExact } from '../http/exact-json';
import { batchBody, readBatchAnswer, type BatchAnswer, type BatchPart } from '../http/multipart';
import { classifyFinance } from './finance-errors';

const odata = { accept: 'application/json;odata.metadata=minimal', 'odata-version': '4.0', 'odata-maxversion': '4.0' };

/** Finance's `/data` and `/metadata`. Refusals and silence are thrown as `SystemRefused`, classified. */
export class FinanceClient {
  constructor(private readonly http: EnvironmentHttp) {}

  get limiter() {
    return this.http.limiter;
  }

  /** `path` under `/data/`, encoded, `cross-company=true` in it; or a link of an earlier page. */
  async get(path: string, options: ReadOptions = {}): Promise<RawRow> {
    return parsed(await this.answered(this.read(path.startsWith('http') ? path : `/data/${path}`, options)));
  }

  async page(path: string, options: ReadOptions = {}): Promise<Page> {
    const body = await this.get(path, options);
    const next = body['@odata.nextLink'];
    return {
      value: Array.isArray(body['value']) ? (body['value'] as RawRow[]) : [],
      ...(typeof next === 'string' ? { nextLink: next } : {}),
    };
  }

  /** One record by its key, or undefined when it is not there. */
  async find(path: string, options: ReadOptions = {}): Promise<RawRow | undefined> {
    const answer = await this.http.send(this.read(`/data/${path}`, options));
    if (answer.status >= 200 && answer.status < 300) return parsed(answer);
    const reason = classifyFinance(answer);
    if (reason.class === 'absent') return undefined;
    throw new SystemRefused(reason);
  }

  /** Number of rows of a set, all companies. */
  async count(entitySet: string): Promise<number> {
    const answer = await this.answered(this.read(`/data/${entitySet}/$count?cross-company=true`, {}));
    return Number(answer.body.trim());
  }

  async metadata(path: string): Promise<readonly RawRow[]> {
    const body = parsed(await this.answered(this.read(`/metadata/${path}`, {})));
    return Array.isArray(body['value']) ? (body['value'] as RawRow[]) : [];
  }

  async metadataRow(path: string): Promise<RawRow | undefined> {
    const answer = await this.http.send(this.read(`/metadata/${path}`, {}));
    if (answer.status === 404) return undefined;
    if (answer.status >= 200 && answer.status < 300) return parsed(answer);
    throw new SystemRefused(classifyFinance(answer));
  }

  /** As in `DataverseClient.batch`. A failed change set is one answer, whatever it held. */
  async batch(parts: readonly BatchPart[], maxWaitMs?: number): Promise<BatchAnswer[][]> {
    const boundary = `batch_${randomUUID()}`;
    const answer = await this.answered({
      method: 'POST',
      path: '/data/$batch',
      headers: { ...odata, 'content-type': `multipart/mixed; boundary=${boundary}` },
      body: batchBody(boundary, parts),
      ...(maxWaitMs === undefined ? {} : { maxWaitMs }),
    });
    return readBatchAnswer(answer.headers['content-type'] ?? '', answer.body);
  }

  /** A part of a batch was throttled by itself. */
  throttled(answer: BatchAnswer): void {
    void this.http.throttled(answer.headers['retry-after']);
  }

  private read(path: string, options: ReadOptions): HttpRequest {
    return {
      method: 'GET',
      path,
      headers: { ...odata, ...(options.prefer === undefined ? {} : { prefer: options.prefer }) },
      ...(options.priority === undefined ? {} : { priority: options.priority }),
      ...(options.maxWaitMs === undefined ? {} : { maxWaitMs: options.maxWaitMs }),
    };
  }

  private async answered(request: HttpRequest): Promise<HttpAnswer> {
    const answer = await this.http.send(request);
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw new SystemRefused(classifyFinance(answer));
  }
}

const parsed = (answer: HttpAnswer): RawRow => {
  try {
    return parseExact(answer.body) as RawRow;
  } catch {
    throw new SystemRefused(unreadable('Finance', answer));
  }
};
