import { IsOptional } from 'class-validator';
import { IsCurrencyCode, IsLegalEntity, IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A project contract.
 *
 * Source   Finance entity `ProjProjectContractHeaderEntity`, captured by gateway
 * Topic    `finance.ProjectContractHeaders.changes`
 * Key      `dataAreaId`, `ProjectContractId`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ProjectContractHeaders', ['dataAreaId', 'ProjectContractId'])
export class FinanceContract {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText() readonly ProjectContractId!: string;
  @IsOptional() @IsText() readonly Name?: string | null;
  @IsOptional() @IsCurrencyCode() readonly SalesCurrencyCode?: string | null;
  @IsOptional() @IsText() readonly CustomerAccountNumber?: string | null;

  /** Where the contract came from; `CDS` for ours. */
  @IsOptional() @IsText() readonly IntegrationSourceDataId?: string | null;
}
