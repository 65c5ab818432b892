import type { CapturedTable } from '../capture/captured-table';
import type { PlannedWrite, Results } from './planned-write';

/** Applies writes to one system. Every write gets a result; what is thrown concerns the whole batch, which is then tried anew. */
export interface SystemWriter {
  /** `stillOurs` is asked before each request and throws when another process took the batch over. */
  apply(table: CapturedTable, writes: readonly PlannedWrite[], stillOurs: () => Promise<void>): Promise<Results>;
}
