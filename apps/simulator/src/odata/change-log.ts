/** A write or a delete of one key, at one version of the database. */
interface Entry {
  readonly version: number;
  readonly key: string;
}

/**
 * What happened to a table, in version order, so that a delta read costs what it returns. Several writes of one key count once, at the
 * newest: older entries are skipped when read, and swept out when they outnumber the others.
 */
export class ChangeLog {
  private writes: Entry[] = [];
  private deletes: Entry[] = [];
  private lastWrite = new Map<string, number>();
  private lastDelete = new Map<string, number>();

  written(key: string, version: number): () => void {
    return append(this.writes, this.lastWrite, key, version);
  }

  deleted(key: string, version: number): () => void {
    const undoDelete = append(this.deletes, this.lastDelete, key, version);
    const write = this.lastWrite.get(key);
    this.lastWrite.delete(key);
    return () => {
      undoDelete();
      if (write !== undefined) this.lastWrite.set(key, write);
    };
  }

  /** Keys written after `version` and still there, oldest write first. */
  *writesAfter(version: number): Generator<Entry> {
    this.writes = swept(this.writes, this.lastWrite);
    yield* newest(this.writes, this.lastWrite, version);
  }

  /** Keys deleted after `version`, whether they came again or not. */
  *deletesAfter(version: number): Generator<Entry> {
    this.deletes = swept(this.deletes, this.lastDelete);
    yield* newest(this.deletes, this.lastDelete, version);
  }

  clear(): void {
    this.writes = [];
    this.deletes = [];
    this.lastWrite.clear();
    this.lastDelete.clear();
  }
}

const append = (entries: Entry[], last: Map<string, number>, key: string, version: number): (() => void) => {
  const before = last.get(key);
  entries.push({ version, key });
  last.set(key, version);
  return () => {
    entries.pop();
    if (before === undefined) last.delete(key);
    else last.set(key, before);
  };
};

function* newest(entries: readonly Entry[], last: ReadonlyMap<string, number>, version: number): Generator<Entry> {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entries[middle]!.version <= version) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < entries.length; index += 1) {
    const entry = entries[index]!;
    if (last.get(entry.key) === entry.version) yield entry;
  }
}

/** Called by readers only, never inside a transaction: undoing relies on the end of the list staying where it is. */
const swept = (entries: Entry[], last: ReadonlyMap<string, number>): Entry[] =>
  entries.length > 1_000 && entries.length > 2 * last.size ? entries.filter((entry) => last.get(entry.key) === entry.version) : entries;
