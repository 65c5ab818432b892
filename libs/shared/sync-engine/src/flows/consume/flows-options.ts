import type { Flow } from '../language/flow';

export interface FlowsOptions {
  readonly area: string;
  readonly flows: readonly Flow[];
  /** Ids of the area's own maps. */
  readonly maps: readonly string[];
  /** Ids of the other areas' maps that the area refers to. */
  readonly foreignMaps: readonly string[];
  /** Milliseconds between two looks for what no message tells; default 2,000. */
  readonly lookEveryMs?: number;
  /** Milliseconds after which a silent replica's partitions go to the others. */
  readonly kafkaSessionMs?: number;
}

export const FLOWS_OPTIONS = Symbol('concord:flows-options');
