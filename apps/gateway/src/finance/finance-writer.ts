import { recordIdOf, type Column, type Row, type Scalar } from '@concord/contracts';
import { reasonOf, sendJobs, type Job } from '../apply/batch-sender';
import { BatchSize } from '../apply/batch-size';
import { rejected, type PlannedWrite, type Results, type WriteResult } from '../apply/planned-write';
import type { SystemWriter } from '../apply/system-writer';
import { tableUnusable, unsendable } from '../apply/unsendable';
import type { CapturedTable } from '../capture/captured-table';
import type { RawRow } from '../dataverse/dataverse-client';
import { parseExact } from '../http/exact-json';
import type { BatchAnswer, BatchOperation } from '../http/multipart';
import type { FinanceClient } from './finance-client';
import { classifyFinance } from './finance-errors';
import type { FinanceMetadata, FinanceTable, PropertySpelling } from './finance-metadata';
import { financeBody, financeKeyPath, financeRow } from './finance-values';

const kindOf: Readonly<Record<PropertySpelling, Column['kind']>> = {
  text: 'text',
  number: 'integer',
  decimal: 'decimal',
  boolean: 'boolean',
  enum: 'enum',
  day: 'date',
  instant: 'instant',
  guid: 'guid',
};

/** Writes to Finance: one change set per record, so that one bad record costs the others nothing. There is no upsert: POST, PATCH and DELETE. */
export class FinanceWriter implements SystemWriter {
  private readonly size = new BatchSize({ least: 10, start: 100, most: 100 });
  private isDown = false;

  constructor(
    private readonly client: FinanceClient,
    private readonly metadata: FinanceMetadata,
    private readonly retryMs: number,
  ) {}

  async apply(captured: CapturedTable, writes: readonly PlannedWrite[], stillOurs: () => Promise<void>): Promise<Results> {
    const results: Results = new Map();
    let table: FinanceTable;
    try {
      table = await this.metadata.table(captured.name);
    } catch (error) {
      const reason = tableUnusable(error);
      for (const write of writes) results.set(write, rejected(reason));
      return results;
    }
    const jobs = new Map<Job<WriteResult>, PlannedWrite>();
    for (const write of writes) {
      try {
        const operation = operationOf(table, write);
        if (operation) jobs.set(this.jobOf(captured, table, write, operation), write);
        else results.set(write, { status: 'applied' });
      } catch (error) {
        results.set(write, rejected(unsendable(error)));
      }
    }
    // As for Dataverse: an environment that was away a moment ago is asked once.
    const retryMs = this.isDown ? 0 : this.retryMs;
    const answered = await sendJobs(this.client, [...jobs.keys()], { size: this.size, retryMs, stillOurs });
    for (const [job, result] of answered) {
      const write = jobs.get(job);
      if (write) results.set(write, result);
    }
    await this.answerDuplicates(captured, table, results);
    this.isDown = [...results.values()].some((result) => result.status === 'rejected' && result.error.code === 'UNAVAILABLE');
    return results;
  }

  private jobOf(captured: CapturedTable, table: FinanceTable, write: PlannedWrite, operation: BatchOperation): Job<WriteResult> {
    return {
      part: { changeSet: [operation] },
      refused: rejected,
      read: (answers) => {
        const failed = answers.find((answer) => answer.status >= 300);
        if (!failed) return { status: 'applied', key: keyAfter(captured, table, write, answers) };
        const reason = classifyFinance(failed);
        if (reason.class === 'transient' || reason.class === 'throttled') return { again: reason };
        if (reason.class === 'absent' && write.message.op === 'delete') return { status: 'applied' };
        if (reason.class === 'absent' && write.message.op === 'update') return { status: 'absent' };
        if (reason.class === 'configuration') this.metadata.forget(captured.name);
        return rejected(reason);
      },
    };
  }

  /** A create that met a record is answered with the record: what to do is a decision of the map, not of who came first. */
  private async answerDuplicates(captured: CapturedTable, table: FinanceTable, results: Results): Promise<void> {
    const met = [...results].filter(
      ([write, result]) => write.message.op === 'create' && result.status === 'rejected' && result.error.class === 'duplicate',
    );
    await Promise.all(met.map(async ([write]) => results.set(write, await this.existing(captured, table, write))));
  }

  private async existing(captured: CapturedTable, table: FinanceTable, write: PlannedWrite): Promise<WriteResult> {
    const names = [...new Set([...captured.key, ...write.returns])];
    const columns = names.flatMap((name): Column[] => {
      const subscribed = captured.columns.find((column) => column.name === name);
      const property = table.properties.get(name);
      if (subscribed) return [subscribed];
      return property ? [{ name, kind: kindOf[property.spelling] }] : [];
    });
    try {
      const path = `${financeKeyPath(table, write.message.key)}?cross-company=true&$select=${columns.map((column) => column.name).join(',')}`;
      const raw = await this.client.find(path, { maxWaitMs: this.retryMs });
      if (raw) {
        const row = financeRow(columns, raw);
        return { status: 'exists', row, key: Object.fromEntries(captured.key.map((name) => [name, row[name] ?? null])) };
      }
    } catch (error) {
      return rejected(reasonOf(error));
    }
    return rejected({
      class: 'transient',
      code: 'EXISTS_AND_NOT_FOUND',
      message: 'Finance says that the record exists, and does not find it by its key.',
      remedy: 'Nothing, at first: it is tried again. If it lasts, another unique column than the key is taken in Finance.',
      status: 404,
    });
  }
}

/** The key as Finance spells it: it may have put an id into capitals. */
const keyAfter = (captured: CapturedTable, table: FinanceTable, write: PlannedWrite, answers: readonly BatchAnswer[]): Row => {
  const body = answers[0]?.body;
  if (write.message.op !== 'create' || !body) return write.message.key;
  const raw = parseExact(body) as RawRow;
  const columns = captured.key.map(
    (name): Column =>
      captured.columns.find((column) => column.name === name) ?? { name, kind: kindOf[table.properties.get(name)?.spelling ?? 'text'] },
  );
  const key = financeRow(columns, raw);
  const isSame = recordIdOf('finance', captured.key, key) === write.recordId;
  return isSame ? key : write.message.key;
};

/** Undefined: nothing to send. */
const operationOf = (table: FinanceTable, { message }: PlannedWrite): BatchOperation | undefined => {
  const values = (isSent: (value: Scalar) => boolean): Row => {
    const row: Record<string, Scalar> = {};
    const all = message.values ?? {};
    for (const name of Object.keys(all)) {
      const value = all[name] ?? null;
      if (isSent(value) && !table.key.includes(name)) row[name] = value;
    }
    return row;
  };
  const address = (): string => `/data/${financeKeyPath(table, message.key)}?cross-company=true`;
  switch (message.op) {
    case 'create':
      return {
        method: 'POST',
        url: `/data/${table.entitySet}?cross-company=true`,
        // What is not given is defaulted by Finance; a property sent empty counts as set, so no value is left out.
        body: financeBody(
          table,
          message.key,
          values((value) => value !== null),
        ),
      };
    case 'update': {
      const changed = values(() => true);
      return Object.keys(changed).length === 0 ? undefined : { method: 'PATCH', url: address(), body: financeBody(table, changed) };
    }
    case 'delete':
      return { method: 'DELETE', url: address() };
    default:
      return message.op satisfies never;
  }
};
