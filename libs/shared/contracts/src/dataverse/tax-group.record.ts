import { IsOptional } from 'class-validator';
import { IsGuid, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A sales tax group; only referred to.
 *
 * Source   Dataverse table `msdyn_taxgroups`, captured by gateway
 * Topic    `dataverse.msdyn_taxgroups.changes`
 * Key      `msdyn_taxgroupid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_taxgroups', 'msdyn_taxgroupid')
export class DataverseTaxGroup {
  @IsGuid() readonly msdyn_taxgroupid!: string;
  @IsOptional() @IsText() readonly msdyn_name?: string | null;
  @IsOptional() @IsLookup('cdm_companies') readonly msdyn_company?: string | null;
}
