import { IsOptional } from 'class-validator';
import { IsChoice, IsGuid, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A role that project work is estimated and priced by; one row for all legal entities.
 *
 * Source   Dataverse table `bookableresourcecategories`, captured by gateway
 * Topic    `dataverse.bookableresourcecategories.changes`
 * Key      `bookableresourcecategoryid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('bookableresourcecategories', 'bookableresourcecategoryid')
export class DataverseResourceRole {
  @IsGuid() readonly bookableresourcecategoryid!: string;
  @IsOptional() @IsText() readonly msdyn_resourcecategorynumber?: string | null;
  @IsOptional() @IsText(100) readonly name?: string | null;

  /** Active, inactive. */
  @IsOptional() @IsChoice() readonly statecode?: 0 | 1 | null;
}
