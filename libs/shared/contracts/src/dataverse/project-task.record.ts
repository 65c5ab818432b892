import { IsOptional } from 'class-validator';
import { IsDecimalText, IsGuid, IsLookup, IsText, IsWholeNumber } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A task of a project. The scheduling service alone writes it: an application user may only read.
 *
 * Source   Dataverse table `msdyn_projecttasks`, captured by gateway
 * Topic    `dataverse.msdyn_projecttasks.changes`
 * Key      `msdyn_projecttaskid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_projecttasks', 'msdyn_projecttaskid')
export class DataverseProjectTask {
  @IsGuid() readonly msdyn_projecttaskid!: string;
  @IsOptional() @IsText(450) readonly msdyn_subject?: string | null;
  @IsOptional() @IsLookup('msdyn_projects') readonly msdyn_project?: string | null;

  /** The summary task it belongs to; tasks are a tree. */
  @IsOptional() @IsLookup('msdyn_projecttasks') readonly msdyn_parenttask?: string | null;

  /** What all other tables name the task by; comes after the task itself, and is unique within its project only. */
  @IsOptional() @IsText() readonly msdyn_activitynumber?: string | null;

  @IsOptional() @IsWholeNumber() readonly msdyn_outlinelevel?: number | null;
  @IsOptional() @IsDecimalText() readonly msdyn_displaysequence?: string | null;

  /** In no field of the sheet: hour estimates read it through their task. */
  @IsOptional() @IsLookup('msdyn_transactioncategories') readonly msdyn_transactioncategory?: string | null;
}
