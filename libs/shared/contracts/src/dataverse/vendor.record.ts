import { IsOptional } from 'class-validator';
import { IsChoice, IsFlag, IsGuid, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A vendor of one legal entity. Project Operations itself refers to vendors through `accounts`.
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
  @IsOptional() @IsText() readonly msdyn_name?: string | null;

  /** A person; else an organisation. */
  @IsOptional() @IsFlag() readonly msdyn_isperson?: boolean | null;

  @IsOptional() @IsLookup('msdyn_vendorgroups') readonly msdyn_vendorgroupid?: string | null;
  @IsOptional() @IsLookup('transactioncurrencies') readonly msdyn_currencycode?: string | null;
  @IsOptional() @IsLookup('msdyn_paymentterms') readonly msdyn_paymentterms?: string | null;
  @IsOptional() @IsLookup('msdyn_vendorpaymentmethods') readonly msdyn_vendorpaymentmethod?: string | null;
  @IsOptional() @IsLookup('msdyn_taxgroups') readonly msdyn_taxgroup?: string | null;

  /** Who sends the invoice; may be the vendor itself. */
  @IsOptional() @IsLookup('msdyn_vendors') readonly msdyn_invoicevendoraccountnumber?: string | null;

  /** No, invoice, all, payment, requisition, never. */
  @IsOptional() @IsChoice() readonly msdyn_onholdstatus?: 806380000 | 806380001 | 806380002 | 806380003 | 806380004 | 806380005 | null;
}
