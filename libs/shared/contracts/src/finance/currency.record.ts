import { IsOptional } from 'class-validator';
import { IsCurrencyCode, IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A currency.
 *
 * Source   Finance entity `CurrencyEntity`, captured by gateway
 * Topic    `finance.Currencies.changes`
 * Key      `CurrencyCode`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('Currencies', ['CurrencyCode'])
export class FinanceCurrency {
  /** `999` is a pseudo currency of Finance. */
  @IsCurrencyCode() readonly CurrencyCode!: string;

  @IsOptional() @IsText() readonly Name?: string | null;
  @IsOptional() @IsText() readonly Symbol?: string | null;
}
