import { IsOptional } from 'class-validator';
import { IsGuid, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A payment method of vendors; only referred to.
 *
 * Source   Dataverse table `msdyn_vendorpaymentmethods`, captured by gateway
 * Topic    `dataverse.msdyn_vendorpaymentmethods.changes`
 * Key      `msdyn_vendorpaymentmethodid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_vendorpaymentmethods', 'msdyn_vendorpaymentmethodid')
export class DataverseVendorPaymentMethod {
  @IsGuid() readonly msdyn_vendorpaymentmethodid!: string;
  @IsOptional() @IsText() readonly msdyn_name?: string | null;
  @IsOptional() @IsLookup('cdm_companies') readonly msdyn_company?: string | null;
}
