import { IsOptional } from 'class-validator';
import { IsDecimalText, IsEnumMember, IsLegalEntity, IsText, IsWholeNumber } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A line of a project contract: in Finance a billing rule.
 *
 * Source   Finance entity `ProjProjectContractLineEntity`, captured by gateway
 * Topic    `finance.ProjectContractLines.changes`
 * Key      `dataAreaId`, `ProjectContractId`, `LineSequenceNumber`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ProjectContractLines', ['dataAreaId', 'ProjectContractId', 'LineSequenceNumber'])
export class FinanceContractLine {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText() readonly ProjectContractId!: string;
  @IsWholeNumber() readonly LineSequenceNumber!: number;

  /** What actuals, estimates and milestones name the line by. */
  @IsOptional() @IsText() readonly ContractLineId?: string | null;

  @IsOptional() @IsText() readonly Description?: string | null;

  /** Names of the members [inferred]: not published. */
  @IsOptional() @IsEnumMember() readonly BillingMethod?: 'TimeAndMaterial' | 'FixedPrice' | null;

  @IsOptional() @IsText() readonly LineProjectId?: string | null;

  /** In the currency of the contract. */
  @IsOptional() @IsDecimalText() readonly LineAmount?: string | null;

  @IsOptional() @IsEnumMember() readonly AreHourTransactionsIncluded?: 'No' | 'Yes' | null;
  @IsOptional() @IsEnumMember() readonly AreExpenseTransactionsIncluded?: 'No' | 'Yes' | null;
  @IsOptional() @IsEnumMember() readonly AreFeeTransactionsIncluded?: 'No' | 'Yes' | null;
  @IsOptional() @IsEnumMember() readonly AreItemTransactionsIncluded?: 'No' | 'Yes' | null;

  /** Names of the members [inferred]: not published. */
  @IsOptional() @IsEnumMember() readonly InvoiceScheduleType?: 'Milestone' | 'ProgressBased' | null;

  /** In the currency of the contract. Name of the column [inferred]: not published. */
  @IsOptional() @IsDecimalText() readonly StandaloneSellingPrice?: string | null;
}
