import { IsOptional } from 'class-validator';
import { IsChoice, IsGuid, IsLookup, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A project contract; sales orders for goods live in the same table, `msdyn_ordertype` tells them apart.
 *
 * Source   Dataverse table `salesorders`, captured by gateway
 * Topic    `dataverse.salesorders.changes`
 * Key      `salesorderid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('salesorders', 'salesorderid')
export class DataverseContract {
  @IsGuid() readonly salesorderid!: string;

  /** The number Finance knows the contract by; not the native `ordernumber`. */
  @IsOptional() @IsText() readonly msdyn_salesordernumber?: string | null;

  /** Owning company. Name of the column [inferred]: not published. */
  @IsOptional() @IsLookup('cdm_companies') readonly msdyn_company?: string | null;

  @IsOptional() @IsText(300) readonly name?: string | null;
  @IsOptional() @IsLookup('transactioncurrencies') readonly transactioncurrencyid?: string | null;

  /** An account here; a contact is possible in Dataverse, and has no customer in Finance. */
  @IsOptional() @IsLookup('accounts') readonly customerid?: string | null;

  /** 192350001 is work based: a project contract. */
  @IsOptional() @IsChoice() readonly msdyn_ordertype?: number | null;
}
