import type { System } from '@concord/contracts';

/** Code of a record, to be found in the links: `part` of the Finance key, or its one column besides the company. */
export interface CodeReference {
  readonly map: string;
  readonly id: string;
  readonly part?: string;
}

/** Decimal text, canonical. */
export interface Amounts {
  readonly quantity?: string;
  readonly amount?: string;
  readonly accountingAmount?: string;
}

export const measures = ['quantity', 'amount', 'accountingAmount'] as const;
export type Measure = (typeof measures)[number];

export interface Trouble {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly link?: string;
}

export interface NeededDocument {
  readonly flow: string;
  readonly document: string;
  /** What it is to this one, e.g. `transaction 1`. */
  readonly as: string;
}

/** What one version of a record tells of its document: all that is kept of a row. */
export interface Reading {
  readonly document: string | null;
  readonly through: string | null;
  readonly names: readonly string[];
  readonly dimensions: Readonly<Record<string, string | CodeReference>>;
  /** By stage. */
  readonly proves: Readonly<Record<string, Amounts>>;
  readonly needs: readonly NeededDocument[];
  readonly troubles: readonly Trouble[];
}

/** Key in `Evidence.firsts` for "first seen" and "seen deleted"; stages have theirs by name, troubles by code. */
export const seenFirst = '';
export const seenDeleted = '-';
export const troubleKey = (code: string): string => `!${code}`;

/**
 * All that is known of one record: its newest version, and when each stage was first proven by any version. Evidence of the same record joins to
 * the same whatever the order in which it comes, and however often.
 */
export interface Evidence {
  readonly source: string;
  readonly record: string;
  readonly in: System | 'link';
  readonly table: string;
  /** Of the newest version. */
  readonly version: bigint;
  /** False: the newest version is a delete. */
  readonly isThere: boolean;
  /** Of the newest version that had a row; null: none has been seen. */
  readonly reading: Reading | null;
  readonly readVersion: bigint;
  /** Milliseconds since 1970. */
  readonly firsts: Readonly<Record<string, number>>;
}

/** What two lots of evidence of one record tell together. Commutative, associative, idempotent. */
export const join = (one: Evidence, other: Evidence): Evidence => {
  const newest = other.version > one.version ? other : one;
  const read = other.readVersion > one.readVersion ? other : one;
  const firsts: Record<string, number> = { ...one.firsts };
  for (const [key, at] of Object.entries(other.firsts)) firsts[key] = Math.min(firsts[key] ?? Infinity, at);
  return { ...newest, reading: read.reading, readVersion: read.readVersion, firsts };
};

/** One of each record. */
export const joinAll = (all: readonly Evidence[]): Evidence[] => {
  const byRecord = new Map<string, Evidence>();
  for (const one of all) {
    const key = `${one.source}\n${one.record}`;
    const known = byRecord.get(key);
    byRecord.set(key, known ? join(known, one) : one);
  }
  return [...byRecord.values()];
};

export const codeName = ({ map, id }: CodeReference): string => `code ${map} ${id}`;
export const needName = ({ flow, document }: NeededDocument): string => `document ${flow} ${document}`;
