import { IsOptional } from 'class-validator';
import { IsCurrencyCode, IsDecimalText, IsGuid, IsLegalEntity, IsText, IsWholeNumber } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A line of an invoice proposal: one staged actual of billed sales. Collection and names of the columns are [inferred].
 *
 * Source   Finance entity `ProjInvoiceProposalLineEntity`, captured by gateway
 * Topic    `finance.ProjInvoiceProposalLines.changes`
 * Key      `dataAreaId`, `InvoiceProposalId`, `LineNumber`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ProjInvoiceProposalLines', ['dataAreaId', 'InvoiceProposalId', 'LineNumber'])
export class FinanceInvoiceProposalLine {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText() readonly InvoiceProposalId!: string;
  @IsWholeNumber() readonly LineNumber!: number;

  /** Id of the actual in Dataverse. */
  @IsOptional() @IsGuid() readonly ActualId?: string | null;

  @IsOptional() @IsText() readonly ProjectId?: string | null;
  @IsOptional() @IsDecimalText() readonly Quantity?: string | null;

  /** In `CurrencyCode`, before tax. */
  @IsOptional() @IsDecimalText() readonly LineAmount?: string | null;

  @IsOptional() @IsCurrencyCode() readonly CurrencyCode?: string | null;
}
