import { IsOptional } from 'class-validator';
import { IsGuid, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A pro-forma invoice; only referred to, by billed sales.
 *
 * Source   Dataverse table `invoices`, captured by gateway
 * Topic    `dataverse.invoices.changes`
 * Key      `invoiceid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('invoices', 'invoiceid')
export class DataverseInvoice {
  @IsGuid() readonly invoiceid!: string;
  @IsOptional() @IsText(100) readonly invoicenumber?: string | null;
  @IsOptional() @IsLookup('cdm_companies') readonly msdyn_owningcompany?: string | null;
}
