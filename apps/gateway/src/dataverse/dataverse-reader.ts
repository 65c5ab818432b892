import { recordIdOf } from '@concord/contracts';
import type { CapturedTable } from '../capture/captured-table';
import { chunksOf } from '../capture/chunks';
import type { ReadRecord } from '../capture/publishing';
import type { Priority } from '../http/limiter';
import type { DataverseClient, Page, RawRow } from './dataverse-client';
import { checkCapturable, type DataverseMetadata, type DataverseTable } from './dataverse-metadata';
import { dataverseRow, readName } from './dataverse-values';

/** Ids asked for in one filter: 50 take about 3,000 characters of URL. */
const idsPerFilter = 50;

/** Reads of one subscribed Dataverse table. */
export class DataverseReader {
  constructor(
    readonly table: CapturedTable,
    private readonly client: DataverseClient,
    private readonly metadata: DataverseMetadata,
    private readonly pageSize: number,
  ) {}

  /** Throws `TableProblem`. */
  async declared(): Promise<DataverseTable> {
    const declared = await this.metadata.table(this.table.name);
    checkCapturable(declared, this.table.key, this.table.columns);
    return declared;
  }

  forget(): void {
    this.metadata.forget(this.table.name);
  }

  /** A page of a tracked read: the first when there is no link, else the next, or the delta. Never with annotations: the delta link may be missing then. */
  trackedPage(link: string | undefined): Promise<Page> {
    const prefer = `odata.track-changes,odata.maxpagesize=${this.pageSize}`;
    if (link === undefined) return this.client.page(`${this.table.name}?$select=${this.select()}`, { prefer, priority: 'bulk' });
    return this.client.page(link, { prefer: link.includes('deltatoken') ? `odata.maxpagesize=${this.pageSize}` : prefer });
  }

  /** A page of all rows in the order of the primary key, which is the service's own. */
  orderedPage(link: string | undefined): Promise<Page> {
    return this.client.page(link ?? `${this.table.name}?$select=${this.select()}&$orderby=${this.table.key[0]}`, {
      prefer: `odata.maxpagesize=${this.pageSize}`,
      priority: 'bulk',
    });
  }

  /** Rows of these ids that are there. */
  async byIds(ids: readonly string[], priority: Priority = 'live'): Promise<ReadRecord[]> {
    const found: ReadRecord[] = [];
    for (const chunk of chunksOf(ids, idsPerFilter)) {
      const filter = chunk.map((id) => `${this.table.key[0]} eq ${id}`).join(' or ');
      const page = await this.client.page(`${this.table.name}?$select=${this.select()}&$filter=${encodeURIComponent(filter)}`, {
        priority,
      });
      found.push(...page.value.map((raw) => this.recordOf(raw)));
    }
    return found;
  }

  /** Capped at 5,000 by the service: a count that may be capped is none. */
  async total(): Promise<number | undefined> {
    const page = await this.client.get(`${this.table.name}?$select=${this.table.key[0]}&$count=true`, {
      prefer: 'odata.maxpagesize=1',
      priority: 'bulk',
    });
    const count = Number(page['@odata.count']);
    return Number.isInteger(count) && count < 5_000 ? count : undefined;
  }

  recordOf(raw: RawRow): ReadRecord {
    const row = dataverseRow(this.table.columns, raw);
    const id = recordIdOf('dataverse', this.table.key, row);
    const versionNumber = String(raw['versionnumber']);
    return {
      id,
      key: { [this.table.key[0] ?? '']: id },
      row,
      version: 2n * BigInt(versionNumber),
      etag: versionNumber,
      recordId: undefined,
    };
  }

  private select(): string {
    return [...new Set([...this.table.columns.map(readName), 'versionnumber'])].join(',');
  }
}

/** Id of a row that a delta calls deleted. */
export const deletedIdOf = (raw: RawRow): string | undefined => {
  const context = raw['@odata.context'];
  if (typeof context !== 'string' || !context.endsWith('/$deletedEntity')) return undefined;
  return String(raw['id']).toLowerCase();
};
