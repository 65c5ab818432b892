import { IsOptional } from 'class-validator';
import { IsEnumMember, IsLegalEntity, IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A role, once per legal entity.
 *
 * Source   Finance entity `ResResourceCategoryDataEntity`, captured by gateway; name of the collection [inferred]
 * Topic    `finance.ResResourceCategories.changes`
 * Key      `dataAreaId`, `RoleId`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ResResourceCategories', ['dataAreaId', 'RoleId'])
export class FinanceResourceRole {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText() readonly RoleId!: string;
  @IsOptional() @IsText() readonly Description?: string | null;
  @IsOptional() @IsEnumMember() readonly IsCategoryDisabled?: 'No' | 'Yes' | null;
}
