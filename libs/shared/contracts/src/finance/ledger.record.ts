import { IsOptional } from 'class-validator';
import { IsCurrencyCode, IsEnumMember, IsLegalEntity, IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * The ledger of a legal entity: its currencies, calendar and chart of accounts.
 *
 * Source   Finance entity `LedgerEntity`, captured by gateway; name of the collection [inferred]
 * Topic    `finance.Ledgers.changes`
 * Key      `LegalEntityId`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('Ledgers', ['LegalEntityId'])
export class FinanceLedger {
  /** Upper case, where `dataAreaId` is lower case. */
  @IsLegalEntity() readonly LegalEntityId!: string;

  @IsOptional() @IsText() readonly Name?: string | null;
  @IsOptional() @IsText() readonly Description?: string | null;
  @IsOptional() @IsCurrencyCode() readonly AccountingCurrency?: string | null;
  @IsOptional() @IsCurrencyCode() readonly ReportingCurrency?: string | null;
  @IsOptional() @IsText() readonly ExchangeRateType?: string | null;
  @IsOptional() @IsText() readonly BudgetExchangeRateType?: string | null;
  @IsOptional() @IsText() readonly ReportingCurrencyExchangeRateType?: string | null;
  @IsOptional() @IsText() readonly ChartOfAccounts?: string | null;
  @IsOptional() @IsText() readonly FiscalCalendar?: string | null;
  @IsOptional() @IsEnumMember() readonly IsBudgetControlEnabled?: 'No' | 'Yes' | null;
}
