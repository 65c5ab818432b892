import { IsOptional } from 'class-validator';
import { IsGuid, IsLegalEntity, IsText, IsWholeNumber } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * An entry of the log of the project integration: why Import from staging left an actual out, or a journal line was not posted. The next run of the
 * process removes the entries of the one before. Collection and names of the columns are [inferred].
 *
 * Source   Finance entity `ProjectIntegrationLogEntity`, captured by gateway
 * Topic    `finance.ProjectIntegrationLogs.changes`
 * Key      `dataAreaId`, `LogNumber`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ProjectIntegrationLogs', ['dataAreaId', 'LogNumber'])
export class FinanceIntegrationLogEntry {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsWholeNumber() readonly LogNumber!: number;

  /** e.g. `ImportFromStaging` */
  @IsOptional() @IsText() readonly Process?: string | null;

  /** e.g. `IMP-04`; codes are ours, texts are Finance's. */
  @IsOptional() @IsText() readonly Code?: string | null;

  @IsOptional() @IsText() readonly Message?: string | null;

  /** Id of the actual in Dataverse that the entry is about. */
  @IsOptional() @IsGuid() readonly ActualId?: string | null;
}
