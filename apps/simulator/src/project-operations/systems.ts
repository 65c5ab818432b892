import type { Dataverse } from '../dataverse';
import type { Finance } from '../finance/ports';

/** Both environments and the clock, as the business rules and the actions of people see them. */
export interface Systems {
  readonly dataverse: Dataverse;
  readonly finance: Finance;
  /** Milliseconds since 1970, by the simulated clock. */
  readonly clock: { now(): number };
}
