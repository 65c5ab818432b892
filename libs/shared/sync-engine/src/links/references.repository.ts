import { Injectable } from '@nestjs/common';
import type { Row } from '@concord/contracts';
import type { Transaction } from '@concord/persistence';
import type { Reference, Referred, Resolve } from '@concord/table-maps';
import type { Area } from '../area/area';
import { sharedOf } from '../publishing/link-message-of';
import { referenceName } from './link-row';

interface ReferredRow {
  readonly name: string;
  readonly scope: string;
  readonly dataverse_id: string;
  readonly finance_key: string;
  /** What the Finance half holds, of own maps that share; of a foreign one what its link says. */
  readonly shared: string | null;
}

type Half = Omit<Referred, 'byLegalEntity'>;
type Found = Half & { readonly byLegalEntity?: Map<string, Half> };

// One probe of an index each: what LIMIT says to the planner.
const own = `
  (SELECT scope, dataverse_id, finance_key, CASE WHEN w.shares THEN finance_known END AS shared, (finance_known IS NOT NULL OR map = ANY($6::text[])) AS is_there, dataverse_known
     FROM link WHERE w.system = 'dataverse' AND map = w.map AND dataverse_id = w.id AND scope = '' LIMIT 1)
  UNION ALL
  (SELECT scope, dataverse_id, finance_key, CASE WHEN w.shares THEN finance_known END, (finance_known IS NOT NULL OR map = ANY($6::text[])), dataverse_known
     FROM link WHERE w.system = 'finance' AND map = w.map AND integration_key = w.id LIMIT 1)`;

/** A Dataverse record of a map that fans out has a half in each legal entity. */
const scoped = `
  UNION ALL
  (SELECT DISTINCT ON (scope) scope, dataverse_id, finance_key, CASE WHEN w.shares THEN finance_known END, finance_known IS NOT NULL, dataverse_known
     FROM link WHERE w.system = 'dataverse' AND map = w.map AND dataverse_id = w.id AND scope <> '' ORDER BY scope)`;

/** Two links of one record are there while one of them takes over: the one that was heard of last counts. */
const foreign = `
  UNION ALL
  (SELECT DISTINCT ON (scope) scope, dataverse_id, finance_key, shared, true, '' FROM foreign_link
    WHERE w.system = 'dataverse' AND map = w.map AND dataverse_id = w.id AND is_whole AND map = ANY($7::text[]) ORDER BY scope, said_at DESC)
  UNION ALL
  (SELECT scope, dataverse_id, finance_key, shared, true, '' FROM foreign_link
    WHERE w.system = 'finance' AND map = w.map AND finance_id = w.id AND is_whole AND map = ANY($7::text[]) ORDER BY said_at DESC LIMIT 1)`;

const statement = (from: string): string => `
  SELECT w.name, l.scope, l.dataverse_id, l.finance_key, l.shared
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[]) AS w(name, map, system, id, shares)
    CROSS JOIN LATERAL (${from}) AS l
   WHERE l.dataverse_known IS NOT NULL AND l.dataverse_id IS NOT NULL AND l.finance_key IS NOT NULL AND l.is_there`;

const statements = {
  own: statement(own),
  ownScoped: statement(`${own}${scoped}`),
  all: statement(`${own}${foreign}`),
  allScoped: statement(`${own}${scoped}${foreign}`),
};

/** References of a whole batch, by one query. A record counts when both halves exist: nothing is written before what it refers to (I6). */
@Injectable()
export class ReferencesRepository {
  /** @param area its lookup tables write nothing: their Finance half is kept in step by others, and taken to be there */
  async resolve(
    tx: Transaction,
    references: readonly Reference[],
    { lookups, foreign: others, fanningOut, sharesOf }: Area,
  ): Promise<Resolve> {
    const wanted = new Map(references.map((reference) => [referenceName(reference), reference]));
    if (wanted.size === 0) return () => undefined;
    const found = new Map<string, Found>();
    const list = [...wanted];
    const isScoped = list.some(([, { map, system }]) => system === 'dataverse' && fanningOut.some(({ id }) => id === map));
    const rows = await tx.query<ReferredRow>(statements[`${others.length === 0 ? 'own' : 'all'}${isScoped ? 'Scoped' : ''}`], [
      list.map(([name]) => name),
      list.map(([, { map }]) => map),
      list.map(([, { system }]) => system),
      list.map(([, { id }]) => id),
      list.map(([, { map }]) => sharesOf(map).length > 0),
      lookups,
      ...(others.length === 0 ? [] : [others]),
    ]);
    for (const row of rows) {
      const financeKey = JSON.parse(row.finance_key) as Row;
      const shares = sharesOf(wanted.get(row.name)?.map ?? '');
      const held = row.shared === null ? financeKey : (JSON.parse(row.shared) as Row);
      const shared = shares.length > 0 ? sharedOf(held, shares) : row.shared === null ? undefined : held;
      const half = { dataverseId: row.dataverse_id, financeKey, ...(shared === undefined ? {} : { shared }) };
      const halves = found.get(row.name)?.byLegalEntity;
      if (row.scope === '' || wanted.get(row.name)?.system === 'finance') found.set(row.name, half);
      else if (halves) halves.set(row.scope, half);
      else found.set(row.name, { ...half, byLegalEntity: new Map([[row.scope, half]]) });
    }
    return (reference) => found.get(referenceName(reference));
  }
}
