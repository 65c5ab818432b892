import type { Column, System } from '@concord/contracts';
import type { Evidence, Reading } from '../evidence/evidence';

export interface FlowProof {
  readonly source: string;
  readonly every: boolean;
}

export interface FlowStageDefinition {
  readonly name: string;
  readonly title: string;
  /** Milliseconds; null: as long as it likes. */
  readonly within: number | null;
  readonly late: { readonly code: string; readonly cause: string; readonly remedy: string } | null;
  readonly mayDiffer: boolean;
  readonly proofs: readonly FlowProof[];
}

/** What one message of a table or map is to the flow. */
export interface Observed {
  readonly record: string;
  readonly version: bigint;
  /** Milliseconds since 1970: when it was captured. */
  readonly at: number;
  /** A row or link message; null: deleted. */
  readonly row: object | null;
}

/** A source, compiled: reads rows, and never throws for one. */
export interface FlowSource {
  readonly id: string;
  readonly in: System | 'link';
  /** Table, or map of the links. */
  readonly table: string;
  /** Of tables: what the gateway is asked for. */
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  observe(observed: Observed): Evidence;
  read(row: object): Reading;
}

/** A declared flow, checked and compiled. Pure: no I/O, no clock. */
export interface Flow {
  readonly name: string;
  /** In a sentence: "actual". */
  readonly noun: string;
  readonly revision: number;
  /** Declared ones and the two currencies. */
  readonly dimensions: readonly string[];
  readonly stages: readonly FlowStageDefinition[];
  readonly sources: readonly FlowSource[];
  readonly original: { readonly within: number; readonly code: string; readonly cause: string; readonly remedy: string };
  /** Milliseconds a needed document may be missing, and what to do then. Null: it needs none. */
  readonly needs: { readonly within: number; readonly remedy: string } | null;
  /** Flows whose documents it needs. */
  readonly needsFlows: readonly string[];
  /** Maps whose codes its dimensions are. */
  readonly codeMaps: readonly string[];
}
