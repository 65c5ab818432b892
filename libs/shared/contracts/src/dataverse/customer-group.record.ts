import { IsOptional } from 'class-validator';
import { IsGuid, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A customer group; only referred to.
 *
 * Source   Dataverse table `msdyn_customergroups`, captured by gateway
 * Topic    `dataverse.msdyn_customergroups.changes`
 * Key      `msdyn_customergroupid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_customergroups', 'msdyn_customergroupid')
export class DataverseCustomerGroup {
  @IsGuid() readonly msdyn_customergroupid!: string;
  @IsOptional() @IsText() readonly msdyn_groupid?: string | null;
  @IsOptional() @IsLookup('cdm_companies') readonly msdyn_company?: string | null;
}
