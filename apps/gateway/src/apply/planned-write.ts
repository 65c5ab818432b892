import type { Row, WriteMessage } from '@concord/contracts';
import type { Classified } from '../http/classified';

/** A write that is to be sent: the newest of its link. */
export interface PlannedWrite {
  readonly message: WriteMessage;
  readonly traceparent: string | undefined;
  /** Record id of the write's key. */
  readonly recordId: string;
  /** Columns of the record that an `exists` answer shows. */
  readonly returns: readonly string[];
}

/** What became of it. */
export type WriteResult =
  | { readonly status: 'applied'; readonly version?: bigint; readonly key?: Row }
  | { readonly status: 'exists'; readonly row: Row; readonly key: Row; readonly version?: bigint }
  | { readonly status: 'absent' }
  | { readonly status: 'rejected'; readonly error: Classified };

export type Results = Map<PlannedWrite, WriteResult>;

export const rejected = (error: Classified): WriteResult => ({ status: 'rejected', error });
