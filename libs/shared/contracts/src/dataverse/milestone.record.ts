import { IsOptional } from 'class-validator';
import { IsCalendarDate, IsDecimalText, IsGuid, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A milestone of a fixed-price contract line: what is invoiced, and when.
 *
 * Source   Dataverse table `msdyn_contractlinescheduleofvalues`, captured by gateway
 * Topic    `dataverse.msdyn_contractlinescheduleofvalues.changes`
 * Key      `msdyn_contractlinescheduleofvalueid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_contractlinescheduleofvalues', 'msdyn_contractlinescheduleofvalueid')
export class DataverseMilestone {
  @IsGuid() readonly msdyn_contractlinescheduleofvalueid!: string;
  @IsOptional() @IsText(100) readonly msdyn_name?: string | null;
  @IsOptional() @IsLookup('salesorders') readonly msdyn_contract?: string | null;
  @IsOptional() @IsLookup('salesorderdetails') readonly msdyn_contractlineid?: string | null;
  @IsOptional() @IsLookup('msdyn_projects') readonly msdyn_project?: string | null;
  @IsOptional() @IsLookup('msdyn_projecttasks') readonly msdyn_projecttask?: string | null;
  @IsOptional() @IsLookup('transactioncurrencies') readonly transactioncurrencyid?: string | null;

  /** Before tax, in `transactioncurrencyid`; 4 decimals. */
  @IsOptional() @IsDecimalText() readonly msdyn_amount?: string | null;

  /** A day in nobody's time zone; `msdyn_invoicedate`, its older twin, shifts with the user's. */
  @IsOptional() @IsCalendarDate() readonly msdyn_milestonedate?: string | null;

  /** Progress billing. Name of the column [inferred]: not published. */
  @IsOptional() @IsText() readonly msdyn_milestoneheader?: string | null;
}
