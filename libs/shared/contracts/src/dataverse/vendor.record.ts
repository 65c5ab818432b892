import { IsOptional } from 'class-validator';
import { IsGuid, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A vendor; only referred to.
 *
 * Source   Dataverse table `msdyn_vendors`, captured by gateway
 * Topic    `dataverse.msdyn_vendors.changes`
 * Key      `msdyn_vendorid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_vendors', 'msdyn_vendorid')
export class DataverseVendor {
  @IsGuid() readonly msdyn_vendorid!: string;
  @IsOptional() @IsText() readonly msdyn_vendoraccountnumber?: string | null;
  @IsOptional() @IsLookup('cdm_companies') readonly msdyn_company?: string | null;
}
