import { IsOptional } from 'class-validator';
import { IsGuid, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * One customer of a project contract. The share each bears stays in Dataverse: actuals come already split.
 *
 * Source   Dataverse table `msdyn_projectcontractsplitbillingrules`, captured by gateway
 * Topic    `dataverse.msdyn_projectcontractsplitbillingrules.changes`
 * Key      `msdyn_projectcontractsplitbillingruleid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_projectcontractsplitbillingrules', 'msdyn_projectcontractsplitbillingruleid')
export class DataverseContractCustomer {
  @IsGuid() readonly msdyn_projectcontractsplitbillingruleid!: string;
  @IsOptional() @IsLookup('salesorders') readonly msdyn_projectcontractid?: string | null;
  @IsOptional() @IsText() readonly msdyn_projectcontractsplitbillingrulenumber?: string | null;

  /** Name of the column [inferred]: not published. */
  @IsOptional() @IsLookup('accounts') readonly msdyn_customer?: string | null;

  /** Name of the column [inferred]: not published. */
  @IsOptional() @IsLookup('msdyn_paymentterms') readonly msdyn_paymentterm?: string | null;
}
