import { IsInt, IsTimeZone, Matches, Max, Min } from 'class-validator';
import { Env, ServiceConfig } from '@concord/service-kit';

/** What estimates-actuals is told by its environment, and all that reads it. */
export class EstimatesActualsConfig extends ServiceConfig {
  @Env('ESTIMATES_ACTUALS_PORT') @IsInt() @Min(1) @Max(65_535) readonly port: number = 4112;

  /** Schema in PostgreSQL; ours alone. */
  @Env('ESTIMATES_ACTUALS_SCHEMA')
  @Matches(/^[a-z_][a-z0-9_]{0,62}$/, { message: 'it must be a lower-case name of letters, digits and underlines' })
  readonly schema: string = 'estimates_actuals';

  /** Where a day begins, for dates that Dataverse keeps as instants. */
  @Env('ESTIMATES_ACTUALS_TIME_ZONE')
  @IsTimeZone({ message: 'it must be the name of a time zone, e.g. Europe/Berlin' })
  readonly timeZone: string = 'UTC';

  /** Legal entities that take part, e.g. `usmf,demf`; empty: all there are. As for setup-sync. */
  @Env('CONCORD_LEGAL_ENTITIES')
  @Matches(/^(\w{1,4}(,\w{1,4})*)?$/, { message: 'it must be codes of legal entities, separated by commas, e.g. usmf,demf' })
  readonly legalEntities: string = '';

  /** Seconds that one side may be ahead of the other before the flows name what is missing. */
  @Env('ESTIMATES_ACTUALS_PATIENCE_SECONDS') @IsInt() @Min(1) readonly patienceSeconds: number = 600;
}
