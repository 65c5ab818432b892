import { IsOptional } from 'class-validator';
import { IsCurrencyCode, IsDecimalText, IsGuid, IsText, IsWholeNumber } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A currency; the organisation has one from its first day, its base currency.
 *
 * Source   Dataverse table `transactioncurrencies`, captured by gateway
 * Topic    `dataverse.transactioncurrencies.changes`
 * Key      `transactioncurrencyid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('transactioncurrencies', 'transactioncurrencyid')
export class DataverseCurrency {
  @IsGuid() readonly transactioncurrencyid!: string;
  @IsOptional() @IsCurrencyCode() readonly isocurrencycode?: string | null;
  @IsOptional() @IsText(100) readonly currencyname?: string | null;
  @IsOptional() @IsText(10) readonly currencysymbol?: string | null;

  /** Rate to the base currency, kept by Dataverse; Concord sets it once, to 1, because a row needs it. */
  @IsOptional() @IsDecimalText() readonly exchangerate?: string | null;

  /** Decimals of amounts, 0 to 4. In no map; Concord sets it once, to 2, because a row needs it. */
  @IsOptional() @IsWholeNumber() readonly currencyprecision?: number | null;
}
