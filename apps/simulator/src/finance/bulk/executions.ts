/** States of a run, as `GetExecutionSummaryStatus` names them. */
export const executionStatuses = ['Unknown', 'NotRun', 'Executing', 'Succeeded', 'PartiallySucceeded', 'Failed', 'Canceled'] as const;
export type ExecutionStatus = (typeof executionStatuses)[number];

export interface ExecutionError {
  readonly RecordId: string;
  readonly EntityName: string;
  readonly Field: string;
  readonly ErrorMessage: string;
}

/** What one entity's part of a run left behind. */
export interface EntityOutcome {
  /** Label of the entity. */
  readonly entityName: string;
  /** A file with the rows that did not reach staging; empty when all did. */
  readonly stagingErrors: string;
  /** A file with the keys that did not reach the target; empty when all did. */
  readonly targetErrorKeys: string;
}

export interface Execution {
  readonly id: string;
  readonly kind: 'import' | 'export';
  status: ExecutionStatus;
  errors: readonly ExecutionError[];
  outcomes: readonly EntityOutcome[];
  /** Name of the blob with the exported package. */
  packageBlob?: string;
  /** Entities whose file of target error keys was asked for. */
  readonly generated: Set<string>;
}

export class Executions {
  private readonly byId = new Map<string, Execution>();

  find(id: string): Execution | undefined {
    return this.byId.get(id);
  }

  start(id: string, kind: Execution['kind']): Execution {
    const execution: Execution = { id, kind, status: 'NotRun', errors: [], outcomes: [], generated: new Set() };
    this.byId.set(id, execution);
    return execution;
  }

  clear(): void {
    this.byId.clear();
  }
}
