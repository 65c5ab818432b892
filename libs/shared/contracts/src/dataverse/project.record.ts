import { IsOptional } from 'class-validator';
import { IsChoice, IsFlag, IsGuid, IsInstant, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A project.
 *
 * Source   Dataverse table `msdyn_projects`, captured by gateway
 * Topic    `dataverse.msdyn_projects.changes`
 * Key      `msdyn_projectid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_projects', 'msdyn_projectid')
export class DataverseProject {
  @IsGuid() readonly msdyn_projectid!: string;
  @IsOptional() @IsText() readonly msdyn_projectnumber?: string | null;
  @IsOptional() @IsLookup('cdm_companies') readonly msdyn_owningcompany?: string | null;
  @IsOptional() @IsText(200) readonly msdyn_subject?: string | null;
  @IsOptional() @IsText(2000) readonly msdyn_description?: string | null;

  /** Kept by the scheduling service, to the hour. */
  @IsOptional() @IsInstant() readonly msdyn_scheduledstart?: string | null;

  @IsOptional() @IsInstant() readonly msdyn_finish?: string | null;
  @IsOptional() @IsInstant() readonly msdyn_actualstart?: string | null;
  @IsOptional() @IsInstant() readonly msdyn_actualend?: string | null;
  @IsOptional() @IsLookup('accounts') readonly msdyn_customer?: string | null;

  /** Contract that the project belongs to; an internal project has none. */
  @IsOptional() @IsLookup('salesorders') readonly msdyn_salesorderid?: string | null;

  /** The company pays for it itself. Name of the column [inferred]: not published. */
  @IsOptional() @IsFlag() readonly msdyn_isinvestmentproject?: boolean | null;

  /** Active, inactive. */
  @IsOptional() @IsChoice() readonly statecode?: 0 | 1 | null;

  /** 1 active, 2 inactive, 192350000 closed; the rest is a project still being made, see the map. */
  @IsOptional() @IsChoice() readonly statuscode?: number | null;
}
