import type { Row } from '@concord/contracts';
import type { Link } from './link';

/** What others are told of a link. */
export interface ToldLink extends Pick<Link, 'id' | 'map' | 'scope' | 'status' | 'waitingFor' | 'error' | 'trace' | 'environment'> {
  /** Of both sides together. */
  readonly revision: number;
  readonly settledRevision: number;
  /** Null: no such half. */
  readonly dataverseId: string | null;
  readonly financeId: string | null;
  readonly financeKey: Row | null;
  readonly shared: Row | null;
}
