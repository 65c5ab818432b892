import { IsOptional } from 'class-validator';
import { IsCalendarDate, IsCurrencyCode, IsDecimalText, IsGuid, IsLegalEntity, IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A milestone of a contract line: an on-account transaction in Finance.
 *
 * Source   Finance label `Project Operations integration contract line milestones`, captured by gateway
 * Topic    `finance.ProjectContractLineMilestones.changes`
 * Key      `dataAreaId`, `ContractLineMilestoneIdentifier`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ProjectContractLineMilestones', ['dataAreaId', 'ContractLineMilestoneIdentifier'])
export class FinanceMilestone {
  @IsLegalEntity() readonly dataAreaId!: string;

  /** Id of the milestone in Dataverse. */
  @IsText() readonly ContractLineMilestoneIdentifier!: string;

  @IsOptional() @IsGuid() readonly ContractLineMilestoneGuid?: string | null;
  @IsOptional() @IsText() readonly ProjectContractId?: string | null;
  @IsOptional() @IsText() readonly ContractLineId?: string | null;
  @IsOptional() @IsText() readonly ProjectNumber?: string | null;
  @IsOptional() @IsText() readonly ActivityNumber?: string | null;
  @IsOptional() @IsText() readonly Description?: string | null;
  @IsOptional() @IsCurrencyCode() readonly CurrencyCode?: string | null;

  /** Before tax, in `CurrencyCode`. */
  @IsOptional() @IsDecimalText() readonly Amount?: string | null;

  @IsOptional() @IsCalendarDate() readonly TransactionDate?: string | null;

  /** Progress billing. */
  @IsOptional() @IsText() readonly ProjectContractLineMilestoneHeader?: string | null;
}
