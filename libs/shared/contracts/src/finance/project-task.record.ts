import { IsOptional } from 'class-validator';
import { IsDecimalText, IsGuid, IsLegalEntity, IsText, IsWholeNumber } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A task of a project: an activity in Finance, for reference only.
 *
 * Source   Finance entity `ProjProjectTaskEntity`, captured by gateway
 * Topic    `finance.ProjectTasks.changes`
 * Key      `dataAreaId`, `ProjectId`, `TaskId`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ProjectTasks', ['dataAreaId', 'ProjectId', 'TaskId'])
export class FinanceProjectTask {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText() readonly ProjectId!: string;

  /** The activity number [inferred]. */
  @IsText() readonly TaskId!: string;

  @IsOptional() @IsText() readonly TaskName?: string | null;

  /** Id of the task in Dataverse; text in Finance, always a Guid. */
  @IsOptional() @IsGuid() readonly TaskElementId?: string | null;

  /** `TaskElementId` of the summary task. */
  @IsOptional() @IsGuid() readonly ParentTaskElementId?: string | null;

  @IsOptional() @IsWholeNumber() readonly TaskOutlineLevel?: number | null;
  @IsOptional() @IsDecimalText() readonly TaskDisplaySequence?: string | null;
}
