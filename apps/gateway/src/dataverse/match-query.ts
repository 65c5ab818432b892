import type { Column, Row, Scalar } from '@concord/contracts';
import type { PlannedWrite } from '../apply/planned-write';
import type { DataverseClient, RawRow } from './dataverse-client';
import type { AttributeSpelling, DataverseTable } from './dataverse-metadata';
import { dataverseLiteral, dataverseRow, readName, UnwritableValue } from './dataverse-values';

/** A row that a create met: its id, version and columns. */
export interface FoundRow {
  readonly id: string;
  readonly versionNumber: string;
  readonly row: Row;
}

/** Longest filter, encoded; the service takes 32,768 characters of URL. */
const filterLength = 12_000;

const kindOf: Readonly<Record<AttributeSpelling, Column['kind']>> = {
  text: 'text',
  number: 'integer',
  decimal: 'decimal',
  boolean: 'boolean',
  day: 'date',
  instant: 'instant',
  guid: 'guid',
  lookup: 'lookup',
};

/** The columns of a write's answer, and those it is matched by, with what they are in the environment. */
const columnsOf = (table: DataverseTable, writes: readonly PlannedWrite[]): Column[] => {
  const names = new Set(writes.flatMap(({ message, returns }) => [...returns, ...Object.keys(message.match ?? {})]));
  names.delete(table.primaryId);
  return [...names].flatMap((name) => {
    const spelling = table.attributes.get(name);
    return spelling === undefined ? [] : [{ name, kind: kindOf[spelling] }];
  });
};

/**
 * Existing rows that creates would make a second time: by the id that Concord chose (our own row, after a lost reply), else by the columns that
 * identify a row. One query for as many creates as a URL takes. Several matches are all answered: the caller cannot choose either.
 */
export const findExisting = async (
  client: DataverseClient,
  table: DataverseTable,
  writes: readonly PlannedWrite[],
  maxWaitMs: number,
): Promise<ReadonlyMap<PlannedWrite, readonly FoundRow[]>> => {
  const columns = columnsOf(table, writes);
  const select = [table.primaryId, 'versionnumber', ...columns.map(readName)].join(',');
  const found: FoundRow[] = [];
  for (const filter of filtersOf(table, writes)) {
    const path = `${table.entitySet}?$select=${select}&$filter=${encodeURIComponent(filter)}`;
    for (let link: string | undefined = path; link !== undefined;) {
      const page: { value: readonly RawRow[]; nextLink?: string } = await client.page(link, { maxWaitMs });
      for (const raw of page.value)
        found.push({
          id: String(raw[table.primaryId]).toLowerCase(),
          versionNumber: String(raw['versionnumber']),
          row: dataverseRow(columns, raw),
        });
      link = page.nextLink;
    }
  }
  return new Map(writes.map((write) => [write, matchesOf(write, found)]));
};

const matchesOf = (write: PlannedWrite, found: readonly FoundRow[]): readonly FoundRow[] => {
  const own = found.find((row) => row.id === write.recordId);
  if (own) return [own];
  const match = Object.entries(write.message.match ?? {});
  if (match.length === 0) return [];
  const rows = found.filter(({ row }) => match.every(([name, value]) => sameText(row[name], value)));
  return [...new Map(rows.map((row) => [row.id, row])).values()];
};

/** As the service compares: without case, without trailing blanks. A filter may show more, because it takes `%` and `_` for patterns. */
const sameText = (one: Scalar | undefined, other: Scalar): boolean => {
  const text = (value: Scalar | undefined): string => (value === null || value === undefined ? '' : String(value).trimEnd().toLowerCase());
  return text(one) === text(other);
};

const filtersOf = (table: DataverseTable, writes: readonly PlannedWrite[]): string[] => {
  const filters: string[] = [];
  let current = '';
  for (const write of writes) {
    const term = termOf(table, write);
    const longer = current === '' ? term : `${current} or ${term}`;
    if (current !== '' && encodeURIComponent(longer).length > filterLength) {
      filters.push(current);
      current = term;
    } else current = longer;
  }
  return current === '' ? filters : [...filters, current];
};

const termOf = (table: DataverseTable, { message, recordId }: PlannedWrite): string => {
  const own = `${table.primaryId} eq ${recordId}`;
  const match = Object.entries(message.match ?? {}).map(([name, value]) => {
    const spelling = table.attributes.get(name);
    if (spelling === undefined) throw new UnwritableValue(`Table ${table.entitySet} has no column ${name} to match by.`);
    return `${spelling === 'lookup' ? `_${name}_value` : name} eq ${dataverseLiteral(spelling, value)}`;
  });
  return match.length === 0 ? own : `${own} or (${match.join(' and ')})`;
};
