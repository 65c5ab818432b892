import { IsOptional } from 'class-validator';
import { IsChoice, IsDecimalText, IsGuid, IsInstant, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * One half of an expense or material estimate: what it costs, or what the customer pays. Finance joins the two.
 *
 * Source   Dataverse table `msdyn_estimatelines`, captured by gateway
 * Topic    `dataverse.msdyn_estimatelines.changes`
 * Key      `msdyn_estimatelineid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_estimatelines', 'msdyn_estimatelineid')
export class DataverseEstimateLine {
  @IsGuid() readonly msdyn_estimatelineid!: string;

  /** Of a sales line: the cost line it belongs to. May be filled later, and is empty on a cost line. */
  @IsOptional() @IsLookup('msdyn_estimatelines') readonly msdyn_origin?: string | null;

  @IsOptional() @IsText(450) readonly msdyn_description?: string | null;
  @IsOptional() @IsLookup('msdyn_projects') readonly msdyn_project?: string | null;
  @IsOptional() @IsLookup('msdyn_projecttasks') readonly msdyn_task?: string | null;
  @IsOptional() @IsLookup('msdyn_transactioncategories') readonly msdyn_transactioncategory?: string | null;
  @IsOptional() @IsLookup('bookableresourcecategories') readonly msdyn_resourcecategory?: string | null;

  /** Name of the column [inferred]: not published. */
  @IsOptional() @IsLookup('salesorderdetails') readonly msdyn_salescontractlineid?: string | null;

  /** Time, expense 192350001, material 192350002, milestone, fee, tax. */
  @IsOptional() @IsChoice() readonly msdyn_transactionclassification?: number | null;

  /** Cost, unbilled sales; the map leaves out others. */
  @IsOptional() @IsChoice() readonly msdyn_transactiontypecode?: 192350000 | 192350005 | null;

  /** Non chargeable, chargeable, complimentary, not available. */
  @IsOptional() @IsChoice() readonly msdyn_billingtype?: 192350000 | 192350001 | 192350002 | 192350003 | null;

  @IsOptional() @IsDecimalText() readonly msdyn_quantity?: string | null;

  /** Of one unit, in `transactioncurrencyid`. */
  @IsOptional() @IsDecimalText() readonly msdyn_price?: string | null;

  @IsOptional() @IsLookup('transactioncurrencies') readonly transactioncurrencyid?: string | null;
  @IsOptional() @IsInstant() readonly msdyn_startdatetime?: string | null;
  @IsOptional() @IsInstant() readonly msdyn_enddatetime?: string | null;
  @IsOptional() @IsLookup('products') readonly msdyn_product?: string | null;

  /** What a product outside the catalogue is called. Name of the column [inferred]: not published. */
  @IsOptional() @IsText() readonly msdyn_writeinproductname?: string | null;
}
