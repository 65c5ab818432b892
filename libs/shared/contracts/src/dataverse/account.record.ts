import { IsOptional } from 'class-validator';
import { IsChoice, IsGuid, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A customer, or any other organisation somebody deals with: `customertypecode` tells which.
 *
 * Source   Dataverse table `accounts`, captured by gateway
 * Topic    `dataverse.accounts.changes`
 * Key      `accountid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('accounts', 'accountid')
export class DataverseAccount {
  @IsGuid() readonly accountid!: string;
  @IsOptional() @IsText(20) readonly accountnumber?: string | null;
  @IsOptional() @IsText(160) readonly name?: string | null;

  /** Absent: the account is of no legal entity, and stays in Dataverse. Set once. */
  @IsOptional() @IsLookup('cdm_companies') readonly msdyn_company?: string | null;

  /** 3 is a customer. */
  @IsOptional() @IsChoice() readonly customertypecode?: number | null;

  @IsOptional() @IsLookup('transactioncurrencies') readonly transactioncurrencyid?: string | null;
  @IsOptional() @IsLookup('msdyn_customergroups') readonly msdyn_customergroupid?: string | null;
  @IsOptional() @IsLookup('msdyn_paymentterms') readonly msdyn_paymentterm?: string | null;
  @IsOptional() @IsLookup('msdyn_customerpaymentmethods') readonly msdyn_customerpaymentmethod?: string | null;

  /** Who is invoiced; may be the account itself. */
  @IsOptional() @IsLookup('accounts') readonly msdyn_billingaccount?: string | null;

  @IsOptional() @IsLookup('msdyn_taxgroups') readonly msdyn_salestaxgroup?: string | null;
  @IsOptional() @IsLookup('msdyn_vendors') readonly msdyn_vendor?: string | null;
  @IsOptional() @IsText() readonly msdyn_partynumber?: string | null;
  @IsOptional() @IsText() readonly description?: string | null;

  /** No, invoice, all, payment, requisition, never. */
  @IsOptional() @IsChoice() readonly msdyn_onholdstatus?: 806380000 | 806380001 | 806380002 | 806380003 | 806380004 | 806380005 | null;

  /** 2 is a delivery address. */
  @IsOptional() @IsChoice() readonly address1_addresstypecode?: number | null;

  @IsOptional() @IsText() readonly address1_line1?: string | null;
  @IsOptional() @IsText() readonly address1_city?: string | null;
  @IsOptional() @IsText() readonly address1_county?: string | null;
  @IsOptional() @IsText() readonly address1_stateorprovince?: string | null;
  @IsOptional() @IsText() readonly address1_postalcode?: string | null;
  @IsOptional() @IsText() readonly address1_country?: string | null;
  @IsOptional() @IsText() readonly address2_line1?: string | null;
  @IsOptional() @IsText() readonly address2_city?: string | null;
  @IsOptional() @IsText() readonly address2_county?: string | null;
  @IsOptional() @IsText() readonly address2_stateorprovince?: string | null;
  @IsOptional() @IsText() readonly address2_postalcode?: string | null;
  @IsOptional() @IsText() readonly address2_country?: string | null;
}
