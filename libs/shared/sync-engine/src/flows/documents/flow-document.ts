import type { System } from '@concord/contracts';
import type { Amounts } from '../evidence/evidence';

export interface DocumentStage {
  readonly stage: string;
  /** Milliseconds since 1970; null: not proven itself, but a later one is. */
  readonly at: number | null;
  readonly amounts: Amounts;
}

export interface DocumentProblem {
  readonly code: string;
  readonly stage?: string;
  readonly message: string;
  readonly remedy: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly link?: string;
}

export interface DocumentRecord {
  readonly in: System | 'link';
  readonly table: string;
  readonly id: string;
  readonly isThere: boolean;
}

/** Where one document stands: all that its evidence tells, at a moment. */
export interface FlowDocument {
  readonly flow: string;
  readonly document: string;
  /** Furthest stage proven; null: none. */
  readonly stage: string | null;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Stages reached, in order. */
  readonly stages: readonly DocumentStage[];
  /** What entered the flow: of each measure, what the first stage that proves it says. */
  readonly entered: Amounts;
  /** With the two currencies; what is not known is absent. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly problems: readonly DocumentProblem[];
  readonly records: readonly DocumentRecord[];
  /** A record that may prove the first stage is there, whether or not it does. */
  readonly isOriginalThere: boolean;
  /** Names of codes and documents elsewhere that this one is made of too: when one comes or changes, this is looked at again. */
  readonly dependsOn: readonly string[];
  /** When time alone may change it, milliseconds since 1970; null: never. */
  readonly dueAt: number | null;
}
