import { randomBytes, randomUUID } from 'node:crypto';
import type { ODataRequest, ODataResponse } from '../../odata/http';
import { decodePart } from '../../odata/query-options';
import { splitUrl } from '../../shell/url';
import { faults } from '../wire/finance-fault';
import type { DataManagement } from './data-management';

/** States of a message: finance-api.md 4.2. */
export const messageStatuses = [
  'Enqueued',
  'Dequeued',
  'Acked',
  'Preprocessing',
  'Processing',
  'Processed',
  'PreProcessingError',
  'ProcessedWithErrors',
  'PostProcessingFailed',
] as const;
export type MessageStatus = (typeof messageStatuses)[number];

interface Message {
  readonly id: string;
  status: MessageStatus;
  readonly content: Buffer;
  /** Hidden until then, once dequeued and not acknowledged. */
  visibleAtMs: number;
  dequeuedAtMs?: number;
  popReceipt: string;
}

export interface RecurringJob {
  readonly activityId: string;
  readonly direction: 'import' | 'export';
  readonly messages: Message[];
}

/** A message that is not acknowledged appears again every 30 minutes. */
const INVISIBLE_MS = 30 * 60 * 1000;

/** Recurring integrations: `/api/connector/enqueue`, `dequeue`, `ack` and `download`. Source: finance-api.md 4.2. */
export class RecurringJobs {
  private readonly jobs = new Map<string, RecurringJob>();

  constructor(
    private readonly management: DataManagement,
    private readonly nowMs: () => number,
  ) {}

  add(
    activityId: string,
    direction: RecurringJob['direction'],
    messages: readonly { readonly id?: string; readonly status?: MessageStatus; readonly content: Buffer }[],
  ): void {
    this.jobs.set(key(activityId), {
      activityId,
      direction,
      messages: messages.map(({ id, status, content }) => this.message(id ?? randomUUID(), status ?? 'Enqueued', content)),
    });
  }

  /** Empty text for a message that nobody knows. */
  statusOf(messageId: string): string {
    for (const { messages } of this.jobs.values()) {
      const found = messages.find(({ id }) => key(id) === key(messageId));
      if (found) return found.status;
    }
    return '';
  }

  answer(request: ODataRequest, defaultCompany: string): ODataResponse {
    const { path, query } = splitUrl(request.url);
    const [, operation = '', rawId = ''] = /^\/api\/connector\/([a-z]+)\/([^/]+)\/?$/i.exec(path) ?? [];
    const id = decodePart(rawId);
    if (operation === 'download') return this.download(id, request);
    const job = this.jobs.get(key(id));
    if (job === undefined || !['enqueue', 'dequeue', 'ack'].includes(operation)) throw faults.noRoute(request.origin + request.url);
    const wanted = operation === 'dequeue' ? 'GET' : 'POST';
    if (request.method !== wanted) throw faults.methodNotAllowed(request.method);
    if (operation === 'enqueue') return this.enqueue(job, request.body, new URLSearchParams(query), defaultCompany);
    return operation === 'dequeue' ? this.dequeue(job, request.origin) : this.acknowledge(job, request.body);
  }

  clear(): void {
    this.jobs.clear();
  }

  private enqueue(job: RecurringJob, content: Buffer, options: URLSearchParams, defaultCompany: string): ODataResponse {
    const message = this.message(randomUUID(), 'Enqueued', content);
    job.messages.push(message);
    const company = (options.get('company') ?? defaultCompany).toLowerCase();
    const execution = this.management.executions.start(message.id, 'import');
    const isZip = content.length > 4 && content.readUInt32LE(0) === 0x04034b50;
    if (isZip)
      this.management.import(execution, {
        zip: content,
        executionId: message.id,
        definitionGroupId: job.activityId,
        execute: true,
        company,
      });
    else this.management.importFile(execution, this.management.tableOf(options.get('entity') ?? ''), content, company);
    message.status =
      execution.outcomes.length === 0 ? 'PreProcessingError' : execution.status === 'Succeeded' ? 'Processed' : 'ProcessedWithErrors';
    return json(JSON.stringify(message.id));
  }

  private dequeue(job: RecurringJob, origin: string): ODataResponse {
    const message = job.messages.find(
      ({ status, visibleAtMs }) => (status === 'Enqueued' || status === 'Dequeued') && visibleAtMs <= this.nowMs(),
    );
    if (message === undefined) return { status: 200, headers: {}, body: '' };
    const lastDequeued = message.dequeuedAtMs;
    message.status = 'Dequeued';
    message.popReceipt = randomBytes(24).toString('base64');
    message.visibleAtMs = this.nowMs() + INVISIBLE_MS;
    message.dequeuedAtMs = this.nowMs();
    const correlationId = randomUUID();
    return json(
      JSON.stringify({
        CorrelationId: correlationId,
        PopReceipt: message.popReceipt,
        DownloadLocation: `${origin}/api/connector/download/%7B${message.id}%7D?correlation-id=${correlationId}&blob=${message.id}`,
        IsDownLoadFileExist: true,
        FileDownLoadErrorMessage: '',
        ...(lastDequeued === undefined ? {} : { LastDequeuedDateTime: new Date(lastDequeued).toISOString() }),
      }),
    );
  }

  /** The body is the dequeue answer, verbatim: its receipt says which message is meant. */
  private acknowledge(job: RecurringJob, body: Buffer): ODataResponse {
    let receipt: unknown;
    try {
      receipt = (JSON.parse(body.toString('utf8')) as { PopReceipt?: unknown } | null)?.PopReceipt;
    } catch {
      throw faults.badBody('The body of an acknowledgement is the answer of the dequeue, verbatim.');
    }
    const message = job.messages.find(({ popReceipt, status }) => status === 'Dequeued' && popReceipt === receipt);
    if (message === undefined) throw faults.badBody('The message of this receipt does not exist, or was acknowledged already.');
    message.status = 'Acked';
    return { status: 200, headers: {}, body: '' };
  }

  private download(rawId: string, request: ODataRequest): ODataResponse {
    if (request.method !== 'GET') throw faults.methodNotAllowed(request.method);
    const id = key(rawId);
    for (const { messages } of this.jobs.values()) {
      const found = messages.find((message) => key(message.id) === id);
      if (found) return { status: 200, headers: { 'Content-Type': 'application/zip' }, body: found.content };
    }
    throw faults.absentOnRead();
  }

  private message(id: string, status: MessageStatus, content: Buffer): Message {
    return { id, status, content, visibleAtMs: this.nowMs(), popReceipt: '' };
  }
}

/** Ids come with and without braces, in any letter case. */
const key = (id: string): string => id.replace(/[{}]/g, '').toLowerCase();

const json = (body: string): ODataResponse => ({ status: 200, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body });
