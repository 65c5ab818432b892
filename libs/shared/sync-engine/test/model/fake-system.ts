import { recordIdOf, type OutcomeMessage, type Row, type Scalar, type System, type WriteMessage } from '@concord/contracts';
import type { TableMap } from '@concord/table-maps';
import type { Change } from '../../src/changes/decide-change';

interface Stored {
  key: Row;
  row: Row;
  version: bigint;
}

/** One system behind a gateway that keeps the contract: versions as architecture.md defines them, creates that never overwrite, idempotent revisions. */
export class FakeSystem {
  readonly rows = new Map<string, Stored>();
  readonly deleted = new Map<string, { key: Row; version: bigint }>();
  writes = 0;
  creates = 0;
  private newest = 0n;
  private readonly answers = new Map<string, OutcomeMessage>();

  constructor(
    readonly system: System,
    private readonly map: TableMap,
    private readonly invent: (row: Record<string, Scalar>) => void = () => undefined,
  ) {}

  put(values: Row): void {
    const row = Object.fromEntries(this.map[this.system].columns.map(({ name }) => [name, values[name] ?? null]));
    this.invent(row);
    const key = Object.fromEntries(this.map[this.system].key.map((column) => [column, row[column] ?? null]));
    const id = recordIdOf(this.system, this.map[this.system].key, key);
    this.deleted.delete(id);
    this.rows.set(id, { key, row, version: this.step() });
  }

  edit(id: string, values: Row): void {
    const stored = this.rows.get(id);
    if (stored) this.put({ ...stored.row, ...values });
  }

  remove(id: string): void {
    const stored = this.rows.get(id);
    if (!stored) return;
    this.rows.delete(id);
    this.deleted.set(id, { key: stored.key, version: this.system === 'dataverse' ? 2n * this.newest + 1n : 0n });
  }

  /** What a read shows now. Finance draws a number before it reads. */
  read(id: string): Change | undefined {
    const stored = this.rows.get(id);
    if (stored) {
      const version = this.system === 'dataverse' ? stored.version : this.draw();
      return { system: this.system, id, key: stored.key, version, row: stored.row };
    }
    const gone = this.deleted.get(id);
    if (!gone) return undefined;
    return { system: this.system, id, key: gone.key, version: this.system === 'dataverse' ? gone.version : this.draw(), row: null };
  }

  /** `lost`: the call works, the reply does not arrive, and the gateway gives up. */
  write(write: WriteMessage, fault: 'none' | 'refused' | 'lost'): OutcomeMessage {
    const before = this.answers.get(write.link);
    const answer = (rest: Partial<OutcomeMessage> & Pick<OutcomeMessage, 'status'>): OutcomeMessage => ({
      system: this.system,
      map: write.map,
      link: write.link,
      revision: write.revision,
      ...rest,
    });
    if (before && before.revision > write.revision) return answer({ status: 'superseded' });
    if (before && before.revision === write.revision) return before;
    const transient = answer({ status: 'rejected', error: { code: 'UNAVAILABLE', kind: 'transient', message: 'no answer' } });
    if (fault === 'refused') return transient;
    const outcome = answer(this.apply(write));
    if (fault === 'lost') return transient;
    this.answers.set(write.link, outcome);
    return outcome;
  }

  private apply(write: WriteMessage): Partial<OutcomeMessage> & Pick<OutcomeMessage, 'status'> {
    const id = recordIdOf(this.system, this.map[this.system].key, write.key);
    if (write.op === 'create') {
      const match = Object.entries(write.match ?? {});
      const found = [...this.rows].find(
        ([at, { row }]) => at === id || (match.length > 0 && match.every(([column, value]) => row[column] === value)),
      );
      if (found) {
        const [at, stored] = found;
        return {
          status: 'exists',
          id: at,
          key: stored.key,
          row: stored.row,
          version: String(this.system === 'dataverse' ? stored.version : this.draw()),
        };
      }
      this.writes += 1;
      this.creates += 1;
      this.put({ ...write.key, ...write.values });
      return { status: 'applied', id, key: write.key, version: String(this.markOf(id)) };
    }
    if (write.op === 'delete') {
      if (this.rows.has(id)) this.writes += 1;
      this.remove(id);
      return { status: 'applied', id, key: write.key, version: String(this.system === 'dataverse' ? 2n * this.newest + 1n : this.draw()) };
    }
    if (!this.rows.has(id)) return { status: 'absent', version: String(this.system === 'dataverse' ? 2n * this.newest + 1n : this.draw()) };
    this.writes += 1;
    this.edit(id, write.values ?? {});
    return { status: 'applied', id, key: write.key, version: String(this.markOf(id)) };
  }

  private markOf(id: string): bigint {
    return this.system === 'dataverse' ? (this.rows.get(id)?.version ?? 0n) : this.draw();
  }

  private step(): bigint {
    this.newest += 1n;
    return 2n * this.newest;
  }

  private draw(): bigint {
    this.newest += 1n;
    return this.newest;
  }
}
