import { IsOptional } from 'class-validator';
import { IsGuid, IsLookup } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A member of a project's team; only referred to, for the role.
 *
 * Source   Dataverse table `msdyn_projectteams`, captured by gateway
 * Topic    `dataverse.msdyn_projectteams.changes`
 * Key      `msdyn_projectteamid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_projectteams', 'msdyn_projectteamid')
export class DataverseTeamMember {
  @IsGuid() readonly msdyn_projectteamid!: string;
  @IsOptional() @IsLookup('bookableresourcecategories') readonly msdyn_resourcecategory?: string | null;
}
