import { setTimeout as delay } from 'node:timers/promises';
import type { Row } from '@concord/contracts';
import type { CapturedTable } from '../capture/captured-table';
import { chunksOf } from '../capture/chunks';
import { reasonOf, sendJobs, type Job } from '../apply/batch-sender';
import { BatchSize } from '../apply/batch-size';
import { rejected, type PlannedWrite, type Results, type WriteResult } from '../apply/planned-write';
import type { SystemWriter } from '../apply/system-writer';
import { tableUnusable, unsendable } from '../apply/unsendable';
import { parseExact } from '../http/exact-json';
import type { BatchAnswer, BatchOperation, BatchPart } from '../http/multipart';
import type { Classified } from '../http/classified';
import { dataverseApi, type DataverseClient, type RawRow } from './dataverse-client';
import { classifyDataverse } from './dataverse-errors';
import type { DataverseMetadata, DataverseTable } from './dataverse-metadata';
import { dataverseBody } from './dataverse-values';
import { findExisting, type FoundRow } from './match-query';

/** Changed in a request of their own, after the others: together they would count as two updates, and some tables refuse them on a create. */
const stateColumns = new Set(['statecode', 'statuscode']);
const createsPerLook = 200;

type Targets = Readonly<Record<string, { readonly entitySet: string; readonly logicalName: string }>>;

/** Writes to Dataverse: a create never overwrites, an update never creates, a delete of what is gone is done. */
export class DataverseWriter implements SystemWriter {
  private readonly size = new BatchSize({ least: 10, start: 50, most: 100 });
  private isDown = false;

  constructor(
    private readonly client: DataverseClient,
    private readonly metadata: DataverseMetadata,
    private readonly retryMs: number,
  ) {}

  async apply(captured: CapturedTable, writes: readonly PlannedWrite[], stillOurs: () => Promise<void>): Promise<Results> {
    const results: Results = new Map();
    let table: DataverseTable;
    try {
      table = await this.metadata.table(captured.name);
    } catch (error) {
      const reason = tableUnusable(error);
      for (const write of writes) results.set(write, rejected(reason));
      return results;
    }
    // An environment that was away a moment ago is asked once: its backlog must not wait out every batch's patience.
    const retryMs = this.isDown ? 0 : this.retryMs;
    const creates = writes.filter(({ message }) => message.op === 'create');
    await this.answerExisting(table, creates, results, retryMs, stillOurs);
    const toSend = writes.filter((write) => !results.has(write));
    await this.send(table, toSend, results, retryMs, stillOurs);
    await this.answerRacedCreates(table, results, retryMs, stillOurs);
    this.isDown = [...results.values()].some((result) => result.status === 'rejected' && result.error.code === 'UNAVAILABLE');
    return results;
  }

  private async answerExisting(
    table: DataverseTable,
    creates: readonly PlannedWrite[],
    results: Results,
    retryMs: number,
    stillOurs: () => Promise<void>,
  ): Promise<void> {
    for (const chunk of chunksOf(creates, createsPerLook)) {
      try {
        const found = await this.patiently(retryMs, stillOurs, (waitMs) => findExisting(this.client, table, chunk, waitMs));
        for (const write of chunk) {
          const answer = existsOf(table, write, found.get(write) ?? []);
          if (answer) results.set(write, answer);
        }
      } catch (error) {
        const reason = refusalOf(error);
        if (reason.code === 'VALUE_DOES_NOT_FIT' && chunk.length > 1) {
          // One record's mistake is that record's: the others are looked for without it.
          for (const write of chunk) await this.answerExisting(table, [write], results, retryMs, stillOurs);
        } else for (const write of chunk) results.set(write, rejected(reason));
      }
    }
  }

  private async send(
    table: DataverseTable,
    writes: readonly PlannedWrite[],
    results: Results,
    retryMs: number,
    stillOurs: () => Promise<void>,
  ): Promise<void> {
    const jobs = new Map<Job<WriteResult>, PlannedWrite>();
    const targets = await this.targetsOf(writes);
    for (const write of writes) {
      try {
        const part = partOf(table, write, targets);
        if (part) jobs.set(this.jobOf(table, write, part), write);
        else results.set(write, { status: 'applied' });
      } catch (error) {
        results.set(write, rejected(unsendable(error)));
      }
    }
    const answered = await sendJobs(this.client, [...jobs.keys()], { size: this.size, retryMs, stillOurs });
    for (const [job, result] of answered) {
      const write = jobs.get(job);
      if (write) results.set(write, result);
    }
  }

  private jobOf(table: DataverseTable, write: PlannedWrite, part: BatchPart): Job<WriteResult> {
    return {
      part,
      refused: rejected,
      read: (answers) => {
        const failed = answers.find((answer) => answer.status >= 300);
        if (!failed) return { status: 'applied', ...versionOf(answers) };
        const reason = classifyDataverse(failed);
        if (reason.class === 'transient' || reason.class === 'throttled') return { again: reason };
        if (reason.class === 'absent') return absentOf(write, reason);
        if (reason.code === 'METADATA_CHANGED' || reason.class === 'configuration') this.metadata.forget(table.entitySet);
        return rejected(reason);
      },
    };
  }

  /** Somebody, or a reply of ours that was lost, was faster: the row is there now, and its columns are the answer. */
  private async answerRacedCreates(
    table: DataverseTable,
    results: Results,
    retryMs: number,
    stillOurs: () => Promise<void>,
  ): Promise<void> {
    const raced = [...results].filter(
      ([write, result]) => write.message.op === 'create' && result.status === 'rejected' && result.error.class === 'duplicate',
    );
    if (raced.length === 0) return;
    const again: Results = new Map();
    await this.answerExisting(
      table,
      raced.map(([write]) => write),
      again,
      retryMs,
      stillOurs,
    );
    for (const [write, result] of again) results.set(write, result);
  }

  private async targetsOf(writes: readonly PlannedWrite[]): Promise<Targets> {
    const targets: Record<string, { entitySet: string; logicalName: string }> = {};
    for (const { message } of writes)
      for (const [column, entitySet] of Object.entries(message.lookups ?? {})) {
        if (targets[column]) continue;
        const logicalName = await this.metadata.logicalName(entitySet);
        if (logicalName !== undefined) targets[column] = { entitySet, logicalName };
      }
    return targets;
  }

  private async patiently<R>(retryMs: number, stillOurs: () => Promise<void>, work: (waitMs: number) => Promise<R>): Promise<R> {
    const deadline = performance.now() + retryMs;
    for (let waitMs = 100; ; waitMs = Math.min(2_000, waitMs * 2)) {
      await stillOurs();
      try {
        return await work(Math.max(0, deadline - performance.now()));
      } catch (error) {
        const reason = refusalOf(error);
        const mayPass = reason.class === 'transient' || reason.class === 'throttled';
        if (!mayPass || performance.now() + waitMs > deadline) throw error;
        await delay(waitMs);
      }
    }
  }
}

const refusalOf = (error: unknown): Classified => {
  try {
    return reasonOf(error);
  } catch {
    return unsendable(error);
  }
};

const existsOf = (table: DataverseTable, write: PlannedWrite, found: readonly FoundRow[]): WriteResult | undefined => {
  const [row] = found;
  if (!row) return undefined;
  if (found.length > 1)
    return rejected({
      class: 'permanent',
      code: 'SEVERAL_RECORDS_MATCH',
      message: `${found.length} rows of ${table.entitySet} match ${JSON.stringify(write.message.match)}: ${found.map(({ id }) => id).join(', ')}.`,
      remedy: 'Merge or delete the duplicates in Dataverse, then retry.',
      status: 0,
    });
  const wanted: Record<string, Row[string]> = {};
  for (const name of write.returns) wanted[name] = name === table.primaryId ? row.id : (row.row[name] ?? null);
  return { status: 'exists', row: wanted, key: { [table.primaryId]: row.id }, version: 2n * BigInt(row.versionNumber) };
};

/** A 404 is the row's own, or that of a row it points at: only the text tells. */
const absentOf = (write: PlannedWrite, reason: Classified): WriteResult => {
  if (write.message.op === 'delete') return { status: 'applied' };
  const bindsLookups = Object.keys(write.message.lookups ?? {}).length > 0;
  const isOwn = reason.message.toLowerCase().includes(write.recordId);
  if (write.message.op === 'update' && (isOwn || !bindsLookups)) return { status: 'absent' };
  return rejected({
    ...reason,
    class: 'permanent',
    code: 'REFERENCE_NOT_FOUND',
    remedy:
      'The row that the message names is gone from Dataverse: restore it, or correct the reference; a newer change is tried by itself.',
  });
};

/** From the representation, else from the ETag: the same number. */
const versionOf = (answers: readonly BatchAnswer[]): { version?: bigint } => {
  for (const answer of [...answers].reverse()) {
    const row = answer.body === '' ? {} : (parseExact(answer.body) as RawRow);
    const number = row['versionnumber'] ?? /^W\/"(\d+)"$/.exec(String(row['@odata.etag'] ?? answer.headers['etag'] ?? ''))?.[1];
    if (number !== undefined && number !== null) return { version: 2n * BigInt(String(number)) };
  }
  return {};
};

/** Undefined: nothing to send. */
const partOf = (table: DataverseTable, { message, recordId }: PlannedWrite, targets: Targets): BatchPart | undefined => {
  const address = `${dataverseApi}/${table.entitySet}(${recordId})`;
  if (message.op === 'delete') return { item: { method: 'DELETE', url: `${address}?tag=concord` } };
  const values = Object.entries(message.values ?? {}).filter(([name]) => name !== table.primaryId);
  const plain = Object.fromEntries(values.filter(([name]) => !stateColumns.has(name)));
  const state = Object.fromEntries(values.filter(([name, value]) => stateColumns.has(name) && value !== null));
  const patch = (body: Row, condition: Readonly<Record<string, string>>): BatchOperation => ({
    method: 'PATCH',
    url: `${address}?$select=${table.primaryId},versionnumber&tag=concord`,
    headers: { ...condition, Prefer: 'return=representation' },
    body: dataverseBody(table, body, targets),
  });
  const isCreate = message.op === 'create';
  const isDefaultState = isCreate && (state['statecode'] ?? 0) === 0 && state['statuscode'] === undefined;
  const operations: BatchOperation[] = [];
  if (isCreate) operations.push(patch(plain, { 'If-None-Match': '*' }));
  else if (Object.keys(plain).length > 0) operations.push(patch(plain, { 'If-Match': '*' }));
  if (Object.keys(state).length > 0 && !isDefaultState) operations.push(patch(state, { 'If-Match': '*' }));
  const [only] = operations;
  if (!only) return undefined;
  return operations.length === 1 ? { item: only } : { changeSet: operations };
};
