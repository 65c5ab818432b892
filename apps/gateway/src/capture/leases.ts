import { Injectable } from '@nestjs/common';
import type { System } from '@concord/contracts';
import { Database } from '@concord/persistence';

/** The lease went to another replica, or ran out while this process stood still: what was read under it must not be used. */
export class LeaseLost extends Error {
  constructor(table: string) {
    super(`The lease of ${table} is lost; another replica reads the table.`);
    this.name = 'LeaseLost';
  }
}

/**
 * The right to read one table, until a moment on this process's own clock, which goes on while the process is frozen. Set before the database
 * was asked, so it is never later than what the database granted.
 */
export class Lease {
  private validUntil: number;

  constructor(
    readonly system: System,
    readonly name: string,
    readonly owner: string,
    readonly token: string,
    validUntil: number,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.validUntil = validUntil;
  }

  renewedUntil(validUntil: number): void {
    this.validUntil = Math.max(this.validUntil, validUntil);
  }

  lose(): void {
    this.validUntil = -Infinity;
  }

  get isValid(): boolean {
    return this.clock() < this.validUntil;
  }

  /** Throws `LeaseLost`. After each read and before each publish. */
  check(): void {
    if (!this.isValid) throw new LeaseLost(`${this.system}/${this.name}`);
  }
}

interface Granted {
  readonly system: System;
  readonly name: string;
  readonly owner_token: string;
}

/** Leases in PostgreSQL, shared fairly among the replicas that are alive. */
@Injectable()
export class Leases {
  constructor(private readonly database: Database) {}

  /** Says that this replica lives; answers how many do. */
  async beat(owner: string, leaseMs: number): Promise<number> {
    const rows = await this.database.query<{ alive: string }>(
      `WITH me AS (INSERT INTO replica (id, seen_at) VALUES ($1, now()) ON CONFLICT (id) DO UPDATE SET seen_at = now() RETURNING id),
            gone AS (DELETE FROM replica WHERE id <> $1 AND seen_at < now() - make_interval(secs => $2::float8 * 10))
       SELECT 1 + count(*) AS alive FROM replica WHERE id <> $1 AND seen_at > now() - make_interval(secs => $2::float8)`,
      [owner, leaseMs / 1000],
    );
    return Number(rows[0]?.alive ?? 1);
  }

  /** All leases that this replica still holds, longer by `leaseMs`. */
  async renew(owner: string, leaseMs: number): Promise<readonly Granted[]> {
    return this.database.query<Granted>(
      `UPDATE capture_table SET lease_until = now() + make_interval(secs => $2::float8)
       WHERE owner = $1 AND lease_until > now() RETURNING system, name, owner_token`,
      [owner, leaseMs / 1000],
    );
  }

  /** Takes free tables out of `wanted`, at most `most`. */
  async acquire(
    owner: string,
    leaseMs: number,
    wanted: readonly { readonly system: System; readonly name: string }[],
    most: number,
  ): Promise<readonly Granted[]> {
    if (wanted.length === 0 || most < 1) return [];
    return this.database.query<Granted>(
      `WITH free AS (
         SELECT t.system, t.name FROM capture_table t JOIN unnest($3::text[], $4::text[]) WITH ORDINALITY AS w(system, name, place) USING (system, name)
         WHERE t.lease_until <= now() ORDER BY w.place LIMIT $5 FOR UPDATE OF t SKIP LOCKED)
       UPDATE capture_table t SET owner = $1, owner_token = owner_token + 1, lease_until = now() + make_interval(secs => $2::float8)
       FROM free WHERE t.system = free.system AND t.name = free.name RETURNING t.system, t.name, t.owner_token`,
      [owner, leaseMs / 1000, wanted.map((table) => table.system), wanted.map((table) => table.name), most],
    );
  }

  async release(leases: readonly Lease[]): Promise<void> {
    if (leases.length === 0) return;
    await this.database.query(
      `UPDATE capture_table t SET lease_until = '-infinity' FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) AS l(system, name, owner, token)
       WHERE t.system = l.system AND t.name = l.name AND t.owner = l.owner AND t.owner_token = l.token`,
      [leases.map((l) => l.system), leases.map((l) => l.name), leases.map((l) => l.owner), leases.map((l) => l.token)],
    );
  }

  async leave(owner: string): Promise<void> {
    await this.database.query('DELETE FROM replica WHERE id = $1', [owner]);
  }
}
