export type SystemName = 'dataverse' | 'finance';
export type WriteKind = 'creates' | 'updates' | 'deletes';

export interface CallCount {
  readonly system: SystemName;
  readonly method: string;
  readonly table: string;
  readonly status: number;
  count: number;
}

export interface WriteCount {
  readonly system: SystemName;
  readonly table: string;
  readonly key: string;
  creates: number;
  updates: number;
  deletes: number;
}

/** What was called since the last reset; `GET /_sim/stats`. Writes are counted per record, so that "created twice" can be seen. */
export class Statistics {
  private readonly calls = new Map<string, CallCount>();
  private readonly writes = new Map<string, WriteCount>();
  private throttled = 0;
  private earlyRetries = 0;
  private tokens = 0;

  /** `table` is an entity set, `$batch`, `$metadata`, or the name of an unbound operation. */
  countCall(system: SystemName, method: string, table: string, status: number): void {
    const id = `${system} ${method} ${table} ${status}`;
    const known = this.calls.get(id);
    if (known) known.count += 1;
    else this.calls.set(id, { system, method, table, status, count: 1 });
  }

  countWrite(system: SystemName, table: string, key: string, kind: WriteKind): void {
    const id = `${system} ${table} ${key}`;
    let count = this.writes.get(id);
    if (!count) this.writes.set(id, (count = { system, table, key, creates: 0, updates: 0, deletes: 0 }));
    count[kind] += 1;
  }

  hasWrites(system: SystemName): boolean {
    for (const write of this.writes.values()) if (write.system === system) return true;
    return false;
  }

  countThrottled(): void {
    this.throttled += 1;
  }

  countEarlyRetry(): void {
    this.earlyRetries += 1;
  }

  countToken(): void {
    this.tokens += 1;
  }

  reset(): void {
    this.calls.clear();
    this.writes.clear();
    this.throttled = this.earlyRetries = this.tokens = 0;
  }

  report(): { calls: CallCount[]; writes: WriteCount[]; throttled: number; earlyRetries: number; tokens: number } {
    return {
      calls: [...this.calls.values()],
      writes: [...this.writes.values()],
      throttled: this.throttled,
      earlyRetries: this.earlyRetries,
      tokens: this.tokens,
    };
  }
}
