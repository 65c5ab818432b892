import { IsOptional } from 'class-validator';
import { IsCalendarDate, IsChoice, IsGuid, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A person who works for one or more legal entities.
 *
 * Source   Dataverse table `cdm_workers`, captured by gateway
 * Topic    `dataverse.cdm_workers.changes`
 * Key      `cdm_workerid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('cdm_workers', 'cdm_workerid')
export class DataverseWorker {
  @IsGuid() readonly cdm_workerid!: string;
  @IsOptional() @IsText() readonly cdm_workernumber?: string | null;
  @IsOptional() @IsText() readonly cdm_firstname?: string | null;
  @IsOptional() @IsText() readonly cdm_middlename?: string | null;
  @IsOptional() @IsText() readonly cdm_lastname?: string | null;

  /** As Finance puts it together. */
  @IsOptional() @IsText() readonly cdm_fullname?: string | null;

  /** Employee, contractor. */
  @IsOptional() @IsChoice() readonly cdm_type?: 754400000 | 754400001 | null;

  /** Employed; pending or terminated. */
  @IsOptional() @IsChoice() readonly cdm_status?: 754400000 | 754400001 | null;

  /** Male, female, none, non-specific. */
  @IsOptional() @IsChoice() readonly cdm_gender?: 754400000 | 754400001 | 754400002 | 754400003 | null;

  @IsOptional() @IsCalendarDate() readonly cdm_birthdate?: string | null;
  @IsOptional() @IsText() readonly cdm_primaryemailaddress?: string | null;
  @IsOptional() @IsText() readonly cdm_primarytelephone?: string | null;
}
