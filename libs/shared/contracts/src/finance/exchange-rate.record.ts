import { IsOptional } from 'class-validator';
import { IsCalendarDate, IsCurrencyCode, IsDecimalText, IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * The rate of a currency pair from a day on.
 *
 * Source   Finance entity `ExchangeRateCDSEntity`, captured by gateway; name of the collection [inferred]
 * Topic    `finance.ExchangeRateCDSs.changes`
 * Key      `ExchangeRateTypeName`, `FromCurrencyCode`, `ToCurrencyCode`, `ValidFrom`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ExchangeRateCDSs', ['ExchangeRateTypeName', 'FromCurrencyCode', 'ToCurrencyCode', 'ValidFrom'])
export class FinanceExchangeRate {
  @IsText() readonly ExchangeRateTypeName!: string;
  @IsCurrencyCode() readonly FromCurrencyCode!: string;
  @IsCurrencyCode() readonly ToCurrencyCode!: string;
  @IsCalendarDate() readonly ValidFrom!: string;

  /** `2154-12-31` means: until further notice. */
  @IsOptional() @IsCalendarDate() readonly ValidTo?: string | null;

  /** For as many units as the pair's display factor says. */
  @IsOptional() @IsDecimalText() readonly Rate?: string | null;
}
