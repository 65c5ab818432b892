import { IsOptional } from 'class-validator';
import { IsGuid, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A payment method of customers; only referred to.
 *
 * Source   Dataverse table `msdyn_customerpaymentmethods`, captured by gateway
 * Topic    `dataverse.msdyn_customerpaymentmethods.changes`
 * Key      `msdyn_customerpaymentmethodid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_customerpaymentmethods', 'msdyn_customerpaymentmethodid')
export class DataverseCustomerPaymentMethod {
  @IsGuid() readonly msdyn_customerpaymentmethodid!: string;
  @IsOptional() @IsText() readonly msdyn_name?: string | null;
  @IsOptional() @IsLookup('cdm_companies') readonly msdyn_company?: string | null;
}
