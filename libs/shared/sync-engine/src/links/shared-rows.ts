import { Injectable } from '@nestjs/common';
import type { Transaction } from '@concord/persistence';
import type { TableMap } from '@concord/table-maps';
import { planOf } from '../reconcile/map-plan';
import { hasRecord, type Link } from './link';
import type { LinkIndex } from './link-index';

/**
 * One Dataverse row may be the half of a record in each of several legal entities, and they need not say the same of it. The entity whose code sorts
 * first speaks: its record writes the row. Those of the others are paired, may be referred to, and write nothing, or the row would change for ever.
 */
export interface SharedRows {
  /** Another legal entity speaks for the link's row. */
  isSpokenFor(link: Link): boolean;
  /** Another legal entity has the record, too. */
  isHeldElsewhere(link: Link): boolean;
}

interface HalfRow {
  readonly id: string;
  readonly scope: string;
  readonly dataverse_id: string;
  readonly has_record: boolean;
}

const hasRecordInSql = `finance_known IS NOT NULL AND (attention IS NULL OR attention NOT IN ('excluded', 'dismissed', 'deleted'))`;

@Injectable()
export class SharedRowsRepository {
  /**
   * The halves of these Dataverse rows, two statements whatever their number; nothing is asked for a map whose rows have one half each, or are not
   * written. Until the transaction ends nobody else decides who speaks for them, so that of two legal entities that delete their records at once one is
   * the last.
   *
   * @param index links of the transaction, newest state: they count as they have been decided so far
   */
  async of(tx: Transaction, map: TableMap, ids: readonly string[], index: LinkIndex): Promise<SharedRows | undefined> {
    if (!planOf(map).isRowShared || ids.length === 0) return undefined;
    const wanted = [...new Set(ids)];
    await tx.query(
      `SELECT pg_advisory_xact_lock(name) FROM (SELECT DISTINCT hashtextextended($1 || '|' || id, 0) AS name FROM unnest($2::text[]) AS n(id) ORDER BY 1) AS names`,
      [map.id, wanted],
    );
    const rows = await tx.query<HalfRow>(
      `SELECT id, scope, dataverse_id, ${hasRecordInSql} AS has_record FROM link WHERE map = $1 AND dataverse_id = ANY($2::text[])`,
      [map.id, wanted],
    );
    const halves = new Map<string, HalfRow[]>();
    for (const row of rows) halves.set(row.dataverse_id, [...(halves.get(row.dataverse_id) ?? []), row]);
    const othersOf = (link: Link): readonly HalfRow[] =>
      (halves.get(link.dataverse.id ?? '') ?? []).filter((half) => {
        if (half.id === link.id) return false;
        const newest = index.get(half.id);
        return newest ? newest.dataverse.id === half.dataverse_id && hasRecord(newest) : half.has_record;
      });
    return {
      isSpokenFor: (link) => othersOf(link).some(({ scope }) => scope < link.scope),
      isHeldElsewhere: (link) => othersOf(link).length > 0,
    };
  }

  /** Within the transaction that took the record of whoever spoke for these rows: the others are looked at, and the next one speaks. */
  async handOver(tx: Transaction, map: string, ids: readonly string[]): Promise<void> {
    await tx.query(
      `UPDATE link SET due_at = now() WHERE map = $1 AND dataverse_id = ANY($2::text[]) AND ${hasRecordInSql}
          AND dataverse_revision <= dataverse_settled AND finance_revision <= finance_settled`,
      [map, ids],
    );
  }
}
