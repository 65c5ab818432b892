import { IsInt, IsTimeZone, Matches, Max, Min } from 'class-validator';
import { Env, ServiceConfig } from '@concord/service-kit';

/** What setup-sync is told by its environment, and all that reads it. */
export class SetupSyncConfig extends ServiceConfig {
  @Env('SETUP_SYNC_PORT') @IsInt() @Min(1) @Max(65_535) readonly port: number = 4111;

  /** Schema in PostgreSQL; ours alone. */
  @Env('SETUP_SYNC_SCHEMA')
  @Matches(/^[a-z_][a-z0-9_]{0,62}$/, { message: 'it must be a lower-case name of letters, digits and underlines' })
  readonly schema: string = 'setup_sync';

  /** Where a day begins, for dates that Dataverse keeps as instants. */
  @Env('SETUP_SYNC_TIME_ZONE')
  @IsTimeZone({ message: 'it must be the name of a time zone, e.g. Europe/Berlin' })
  readonly timeZone: string = 'UTC';

  /** Legal entities that take part, e.g. `usmf,demf`; empty: all there are. */
  @Env('CONCORD_LEGAL_ENTITIES')
  @Matches(/^(\w{1,4}(,\w{1,4})*)?$/, { message: 'it must be codes of legal entities, separated by commas, e.g. usmf,demf' })
  readonly legalEntities: string = '';
}
