export type CompareKeys = (left: string, right: string) => number;

/**
 * The keys of a table in page order, built when first walked. New keys gather in a small second list, so that a write among a million
 * rows does not sort them again; keys of deleted rows stay until the next tidying, and the walker skips what `has` denies.
 */
export class OrderedKeys {
  private sorted: string[] | undefined;
  private fresh: string[] = [];
  private freshIsSorted = true;
  private gone = 0;

  constructor(
    private readonly all: () => Iterable<string>,
    private readonly has: (key: string) => boolean,
    private readonly compare: CompareKeys,
  ) {}

  added(key: string): void {
    if (this.sorted === undefined) return;
    this.fresh.push(key);
    this.freshIsSorted = false;
  }

  removed(): void {
    if (this.sorted !== undefined) this.gone += 1;
  }

  clear(): void {
    this.sorted = undefined;
    this.fresh = [];
    this.freshIsSorted = true;
    this.gone = 0;
  }

  /** Keys after the given one, which itself need not exist any more. */
  *after(key?: string): Generator<string> {
    this.tidy();
    const { fresh } = this;
    const sorted = this.sorted ?? [];
    let left = key === undefined ? 0 : this.firstAfter(sorted, key);
    let right = key === undefined ? 0 : this.firstAfter(fresh, key);
    let last: string | undefined;
    while (left < sorted.length || right < fresh.length) {
      const takeLeft = right >= fresh.length || (left < sorted.length && this.compare(sorted[left]!, fresh[right]!) <= 0);
      const next = takeLeft ? sorted[left++]! : fresh[right++]!;
      if (next === last || !this.has(next)) continue; // a key that was deleted and came again is in both lists
      last = next;
      yield next;
    }
  }

  private tidy(): void {
    if (this.sorted === undefined || this.fresh.length > 5_000 || this.gone > 1_000 + this.sorted.length / 4) {
      this.sorted = [...this.all()];
      if (!isSorted(this.sorted, this.compare)) this.sorted.sort(this.compare);
      this.fresh = [];
      this.freshIsSorted = true;
      this.gone = 0;
    }
    if (!this.freshIsSorted) {
      this.fresh = this.fresh.slice().sort(this.compare); // a copy: a walker may hold the old one
      this.freshIsSorted = true;
    }
  }

  private firstAfter(keys: readonly string[], key: string): number {
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.compare(keys[middle]!, key) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const isSorted = (keys: readonly string[], compare: CompareKeys): boolean => {
  for (let index = 1; index < keys.length; index += 1) if (compare(keys[index - 1]!, keys[index]!) > 0) return false;
  return true;
};
