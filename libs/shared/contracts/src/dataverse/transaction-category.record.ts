import { IsOptional } from 'class-validator';
import { IsGuid, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * What work and purchases are sorted by; one row for all legal entities.
 *
 * Source   Dataverse table `msdyn_transactioncategories`, captured by gateway
 * Topic    `dataverse.msdyn_transactioncategories.changes`
 * Key      `msdyn_transactioncategoryid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_transactioncategories', 'msdyn_transactioncategoryid')
export class DataverseTransactionCategory {
  @IsGuid() readonly msdyn_transactioncategoryid!: string;

  /** E.g. `TCN-0000001000-D3B43`. */
  @IsOptional() @IsText() readonly msdyn_transactioncategorynumber?: string | null;

  @IsOptional() @IsText(100) readonly msdyn_name?: string | null;
}
