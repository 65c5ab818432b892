export type StoredRow = Readonly<Record<string, unknown>>;

/** A record of one side: its key, and what the other side should hold too. */
export interface Half {
  readonly key: string;
  readonly values: readonly string[];
}

/** Differences in words: what one side lacks, and what the two tell differently. */
export const compare = (what: string, dataverse: readonly Half[], finance: readonly Half[]): string[] => {
  const inDataverse = indexed(dataverse, (half) => half.key);
  const inFinance = indexed(finance, (half) => half.key);
  const differences: string[] = [];
  if (inDataverse.size !== dataverse.length) differences.push(`${what}: Dataverse holds a key twice`);
  if (inFinance.size !== finance.length) differences.push(`${what}: Finance holds a key twice`);
  for (const [key, { values }] of inDataverse) {
    const other = inFinance.get(key);
    if (!other) differences.push(`${what} ${key}: missing in Finance`);
    else if (other.values.join('\u0000') !== values.join('\u0000')) {
      differences.push(`${what} ${key}: Dataverse ${JSON.stringify(values)}, Finance ${JSON.stringify(other.values)}`);
    }
  }
  for (const key of inFinance.keys()) if (!inDataverse.has(key)) differences.push(`${what} ${key}: missing in Dataverse`);
  return differences;
};

export const indexed = <T>(items: readonly T[], key: (item: T) => string): Map<string, T> =>
  new Map(items.map((item) => [key(item), item]));

export const text = (row: StoredRow | undefined, column: string): string => {
  const value = row?.[column];
  return value === undefined || value === null ? '' : String(value);
};

/** Calendar day; Finance's 1900-01-01 is no day. */
export const day = (row: StoredRow, column: string): string => {
  const value = text(row, column).slice(0, 10);
  return value === '1900-01-01' ? '' : value;
};

/** Decimal text without the noughts that one of the systems writes; nothing is no amount. */
export const amount = (row: StoredRow, column: string): string => {
  const value = text(row, column);
  return value.includes('.') ? value.replace(/0+$/, '').replace(/\.$/, '') : value;
};
