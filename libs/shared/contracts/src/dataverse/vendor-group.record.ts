import { IsOptional } from 'class-validator';
import { IsGuid, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A vendor group; only referred to.
 *
 * Source   Dataverse table `msdyn_vendorgroups`, captured by gateway
 * Topic    `dataverse.msdyn_vendorgroups.changes`
 * Key      `msdyn_vendorgroupid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_vendorgroups', 'msdyn_vendorgroupid')
export class DataverseVendorGroup {
  @IsGuid() readonly msdyn_vendorgroupid!: string;
  @IsOptional() @IsText() readonly msdyn_vendorgroup?: string | null;
  @IsOptional() @IsLookup('cdm_companies') readonly msdyn_company?: string | null;
}
