import { IsOptional } from 'class-validator';
import { IsCurrencyCode, IsEnumMember, IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * Two currencies under one exchange rate type.
 *
 * Source   Finance entity `ExchangeRateCurrencyPairEntity`, captured by gateway; name of the collection [inferred]
 * Topic    `finance.ExchangeRateCurrencyPairs.changes`
 * Key      `ExchangeRateTypeName`, `FromCurrencyCode`, `ToCurrencyCode`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ExchangeRateCurrencyPairs', ['ExchangeRateTypeName', 'FromCurrencyCode', 'ToCurrencyCode'])
export class FinanceExchangeRatePair {
  @IsText() readonly ExchangeRateTypeName!: string;
  @IsCurrencyCode() readonly FromCurrencyCode!: string;
  @IsCurrencyCode() readonly ToCurrencyCode!: string;

  /** Rates are given for this many units. */
  @IsOptional() @IsEnumMember() readonly ExchangeRateDisplayFactor?: 'One' | 'Ten' | 'Hundred' | 'Thousand' | 'TenThousand' | null;
}
