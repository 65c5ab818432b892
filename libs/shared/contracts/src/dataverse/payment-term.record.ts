import { IsOptional } from 'class-validator';
import { IsGuid, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * Terms of payment; only referred to.
 *
 * Source   Dataverse table `msdyn_paymentterms`, captured by gateway
 * Topic    `dataverse.msdyn_paymentterms.changes`
 * Key      `msdyn_paymenttermid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_paymentterms', 'msdyn_paymenttermid')
export class DataversePaymentTerm {
  @IsGuid() readonly msdyn_paymenttermid!: string;
  @IsOptional() @IsText() readonly msdyn_name?: string | null;
  @IsOptional() @IsLookup('cdm_companies') readonly msdyn_company?: string | null;
}
