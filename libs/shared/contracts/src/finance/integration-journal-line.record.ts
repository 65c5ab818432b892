import { IsOptional } from 'class-validator';
import { IsCurrencyCode, IsDecimalText, IsEnumMember, IsGuid, IsLegalEntity, IsText, IsWholeNumber } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A line of an integration journal: one staged actual, on its way into the ledger. Collection and names of the columns are [inferred] from the tables
 * behind; only hour lines are published.
 *
 * Source   Finance entity `ProjAdvancedJournalLine`, captured by gateway
 * Topic    `finance.ProjAdvancedJournalLines.changes`
 * Key      `dataAreaId`, `ProjAdvancedJournalId`, `LineNumber`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ProjAdvancedJournalLines', ['dataAreaId', 'ProjAdvancedJournalId', 'LineNumber'])
export class FinanceIntegrationJournalLine {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText() readonly ProjAdvancedJournalId!: string;
  @IsWholeNumber() readonly LineNumber!: number;

  /** Id of the actual in Dataverse. */
  @IsOptional() @IsGuid() readonly ActualId?: string | null;

  @IsOptional() @IsEnumMember() readonly LineStatus?:
    'Draft' | 'Posted' | 'Processing' | 'Error' | 'InvalidActuals' | 'Unrecoverable' | null;

  @IsOptional() @IsText() readonly ProjId?: string | null;
  @IsOptional() @IsText() readonly ContractId?: string | null;
  @IsOptional() @IsText() readonly Voucher?: string | null;
  @IsOptional() @IsDecimalText() readonly Quantity?: string | null;

  /** Of cost lines. */
  @IsOptional() @IsDecimalText() readonly ExtendedCost?: string | null;

  @IsOptional() @IsCurrencyCode() readonly CostCurrency?: string | null;

  /** Of sales lines. */
  @IsOptional() @IsDecimalText() readonly ExtendedPrice?: string | null;

  @IsOptional() @IsCurrencyCode() readonly PriceCurrency?: string | null;

  /** Main account that a cost is credited to: of a document of Finance, an integration account. */
  @IsOptional() @IsText() readonly OffsetLedgerDimension?: string | null;

  /** Document of Finance that the cost comes from; empty where it was entered in Dataverse. */
  @IsOptional() @IsText() readonly SourceTransactionId?: string | null;
}
