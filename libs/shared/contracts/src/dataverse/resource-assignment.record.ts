import { IsOptional } from 'class-validator';
import { IsDecimalText, IsGuid, IsInstant, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * Hours that somebody, or a role nobody fills yet, is planned to work on a task. The scheduling service never changes one: it deletes it and makes another.
 *
 * Source   Dataverse table `msdyn_resourceassignments`, captured by gateway
 * Topic    `dataverse.msdyn_resourceassignments.changes`
 * Key      `msdyn_resourceassignmentid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_resourceassignments', 'msdyn_resourceassignmentid')
export class DataverseResourceAssignment {
  @IsGuid() readonly msdyn_resourceassignmentid!: string;
  @IsOptional() @IsText(100) readonly msdyn_name?: string | null;
  @IsOptional() @IsLookup('msdyn_projects') readonly msdyn_projectid?: string | null;
  @IsOptional() @IsLookup('msdyn_projecttasks') readonly msdyn_taskid?: string | null;

  /** Tells the role. */
  @IsOptional() @IsLookup('msdyn_projectteams') readonly msdyn_projectteamid?: string | null;

  /** A generic resource is one, too. */
  @IsOptional() @IsLookup('bookableresources') readonly msdyn_bookableresourceid?: string | null;

  /** Hours. */
  @IsOptional() @IsDecimalText() readonly msdyn_effort?: string | null;

  @IsOptional() @IsInstant() readonly msdyn_start?: string | null;

  /** Of all hours, in the currency of the project's contracting unit. */
  @IsOptional() @IsDecimalText() readonly msdyn_plannedcost?: string | null;

  /** Of all hours, in the currency of the contract. */
  @IsOptional() @IsDecimalText() readonly msdyn_plannedsales?: string | null;

  @IsOptional() @IsLookup('salesorderdetails') readonly msdyn_salescontractlineid?: string | null;
}
