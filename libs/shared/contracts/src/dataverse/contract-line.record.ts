import { IsOptional } from 'class-validator';
import { IsChoice, IsDecimalText, IsFlag, IsGuid, IsLookup, IsText, IsWholeNumber } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A line of a project contract: what ties a project to it, and says how work is billed.
 *
 * Source   Dataverse table `salesorderdetails`, captured by gateway
 * Topic    `dataverse.salesorderdetails.changes`
 * Key      `salesorderdetailid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('salesorderdetails', 'salesorderdetailid')
export class DataverseContractLine {
  @IsGuid() readonly salesorderdetailid!: string;
  @IsOptional() @IsLookup('salesorders') readonly salesorderid?: string | null;
  @IsOptional() @IsWholeNumber() readonly sequencenumber?: number | null;

  /** What actuals, estimates and milestones name the line by. Name of the column [inferred]: not published. */
  @IsOptional() @IsText() readonly msdyn_contractlinenumber?: string | null;

  @IsOptional() @IsText(500) readonly productdescription?: string | null;

  /** 690970000 is a project service line. */
  @IsOptional() @IsChoice() readonly msdyn_linetype?: number | null;

  /** Time and material, fixed price. */
  @IsOptional() @IsChoice() readonly msdyn_billingmethod?: 192350000 | 192350001 | null;

  @IsOptional() @IsLookup('msdyn_projects') readonly msdyn_project?: string | null;

  /** In the currency of the contract; 4 decimals. */
  @IsOptional() @IsDecimalText() readonly extendedamount?: string | null;

  @IsOptional() @IsFlag() readonly msdyn_includetime?: boolean | null;
  @IsOptional() @IsFlag() readonly msdyn_includeexpense?: boolean | null;
  @IsOptional() @IsFlag() readonly msdyn_includefee?: boolean | null;
  @IsOptional() @IsFlag() readonly msdyn_includematerial?: boolean | null;

  /** Milestone, progress based. Name of the column and values [inferred]: not published. */
  @IsOptional() @IsChoice() readonly msdyn_invoicescheduletype?: 192350000 | 192350001 | null;

  /** In the currency of the contract. Name of the column [inferred]: not published. */
  @IsOptional() @IsDecimalText() readonly msdyn_standalonesellingprice?: string | null;
}
