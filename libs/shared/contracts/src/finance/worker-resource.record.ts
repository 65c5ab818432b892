import { IsOptional } from 'class-validator';
import { IsGuid, IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * Which worker a bookable resource of Dataverse is.
 *
 * Source   Finance entity `WorkerResourceImport`, captured by gateway
 * Topic    `finance.WorkerResourceImports.changes`
 * Key      `ProjCDSResourceId`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('WorkerResourceImports', ['ProjCDSResourceId'])
export class FinanceWorkerResource {
  /** Id of the bookable resource in Dataverse. */
  @IsGuid() readonly ProjCDSResourceId!: string;

  @IsOptional() @IsText() readonly PersonnelNumber?: string | null;
}
