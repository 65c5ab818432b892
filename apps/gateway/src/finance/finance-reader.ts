import { recordIdOf, type Row } from '@concord/contracts';
import type { CapturedTable } from '../capture/captured-table';
import type { ReadRecord } from '../capture/publishing';
import type { Page, RawRow } from '../dataverse/dataverse-client';
import type { Priority } from '../http/limiter';
import { recordIdOfEtag } from './etag';
import type { FinanceClient } from './finance-client';
import { checkSweepable, type FinanceMetadata, type FinanceTable } from './finance-metadata';
import { financeKeyPath, financeKeyTerm, financeRow } from './finance-values';

const termsPerFilter = 50;
/** Longest chain of terms, encoded. */
const filterLength = 1_800;

export interface KeyedRecord {
  readonly id: string;
  readonly key: Row;
}

/** Reads of one subscribed Finance entity. `cross-company=true` is on each of them: without it other companies are not there. */
export class FinanceReader {
  constructor(
    readonly table: CapturedTable,
    private readonly client: FinanceClient,
    private readonly metadata: FinanceMetadata,
    private readonly pageSize: number,
  ) {}

  /** Throws `TableProblem`. */
  async declared(): Promise<FinanceTable> {
    const declared = await this.metadata.table(this.table.name);
    checkSweepable(declared, this.table.key, this.table.columns);
    return declared;
  }

  forget(): void {
    this.metadata.forget(this.table.name);
  }

  /** A page of all rows in key order: pages shift when rows come and go, so what is missing is only suspected to be gone. */
  async page(link: string | undefined): Promise<Page> {
    const { entitySet } = await this.declared();
    return this.client.page(link ?? `${entitySet}?cross-company=true&$select=${this.select()}&$orderby=${this.table.key.join(',')}`, {
      prefer: `odata.maxpagesize=${this.pageSize}`,
      priority: 'bulk',
    });
  }

  async total(): Promise<number | undefined> {
    const { entitySet } = await this.declared();
    return this.client.count(entitySet);
  }

  /** Records of these keys that are there, all with the same version. Those that a filter does not show are asked for one by one. */
  async byKeys(records: readonly KeyedRecord[], version: bigint, priority: Priority = 'live'): Promise<ReadRecord[]> {
    const declared = await this.declared();
    const singly: KeyedRecord[] = [];
    const found = new Map<string, ReadRecord>();
    for (const filter of filtersOf(declared, records, singly)) {
      const page = await this.client.page(
        `${declared.entitySet}?cross-company=true&$select=${this.select()}&$filter=${encodeURIComponent(filter.text)}`,
        { priority },
      );
      for (const raw of page.value) {
        const record = this.recordOf(raw, version);
        found.set(record.id, record);
      }
      singly.push(...filter.records.filter((record) => !found.has(record.id)));
    }
    for (const record of singly) {
      const raw = await this.find(declared, record.key, priority);
      if (raw) found.set(record.id, this.recordOf(raw, version));
    }
    return [...found.values()];
  }

  recordOf(raw: RawRow, version: bigint): ReadRecord {
    const row = financeRow(this.table.columns, raw);
    const key: Record<string, Row[string]> = {};
    for (const name of this.table.key) key[name] = row[name] ?? null;
    const etag = raw['@odata.etag'];
    const text = typeof etag === 'string' ? etag : undefined;
    return { id: this.idOf(key), key, row, version, etag: text, recordId: recordIdOfEtag(text) };
  }

  idOf(key: Row): string {
    return recordIdOf('finance', this.table.key, key);
  }

  private find(declared: FinanceTable, key: Row, priority: Priority): Promise<RawRow | undefined> {
    return this.client.find(`${financeKeyPath(declared, key)}?cross-company=true&$select=${this.select()}`, { priority });
  }

  private select(): string {
    return this.table.columns.map((column) => column.name).join(',');
  }
}

/** Filters of at most so many terms and characters; keys that no filter can hold go to `singly`. One record alone is simply read by its key. */
const filtersOf = (
  declared: FinanceTable,
  records: readonly KeyedRecord[],
  singly: KeyedRecord[],
): { text: string; records: KeyedRecord[] }[] => {
  const [only] = records;
  if (records.length === 1 && only) {
    singly.push(only);
    return [];
  }
  const filters: { text: string; records: KeyedRecord[]; length: number }[] = [];
  for (const record of records) {
    const term = financeKeyTerm(declared, record.key);
    if (term === undefined) {
      singly.push(record);
      continue;
    }
    const length = encodeURIComponent(` or ${term}`).length;
    const last = filters.at(-1);
    if (last && last.records.length < termsPerFilter && last.length + length <= filterLength) {
      last.text += ` or ${term}`;
      last.length += length;
      last.records.push(record);
    } else {
      filters.push({ text: term, records: [record], length });
    }
  }
  return filters;
};
