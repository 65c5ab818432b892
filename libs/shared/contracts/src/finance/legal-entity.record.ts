import { IsOptional } from 'class-validator';
import { IsLegalEntity, IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A legal entity: a company that keeps its own books.
 *
 * Source   Finance entity `OMLegalEntity`, captured by gateway
 * Topic    `finance.LegalEntities.changes`
 * Key      `LegalEntityId`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('LegalEntities', ['LegalEntityId'])
export class FinanceLegalEntity {
  /** Upper case, where `dataAreaId` is lower case. */
  @IsLegalEntity() readonly LegalEntityId!: string;

  @IsOptional() @IsText() readonly Name?: string | null;
}
