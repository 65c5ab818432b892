import type { ODataRequest, ODataResponse } from '../../odata/http';
import type { Caller } from '../../shell/caller';

/** What running a batch needs of the personality. */
export interface BatchHost {
  /** Serves one operation as if it had come by itself. Never throws. */
  readonly handle: (request: ODataRequest<Caller>) => ODataResponse;
  readonly transaction: <T>(work: () => T) => T;
  readonly newId: () => string;
}
