import { IsOptional } from 'class-validator';
import { IsChoice, IsGuid, IsLookup } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * Two currencies under one exchange rate type; rates hang on it.
 *
 * Source   Dataverse table `msdyn_currencyexchangeratepairs`, captured by gateway
 * Topic    `dataverse.msdyn_currencyexchangeratepairs.changes`
 * Key      `msdyn_currencyexchangeratepairid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_currencyexchangeratepairs', 'msdyn_currencyexchangeratepairid')
export class DataverseExchangeRatePair {
  @IsGuid() readonly msdyn_currencyexchangeratepairid!: string;
  @IsOptional() @IsLookup('msdyn_exchangeratetypes') readonly msdyn_currencyexchangeratetypeid?: string | null;
  @IsOptional() @IsLookup('transactioncurrencies') readonly msdyn_fromtransactioncurrencyid?: string | null;
  @IsOptional() @IsLookup('transactioncurrencies') readonly msdyn_totransactioncurrencyid?: string | null;

  /** Rates are given for this many units: one, ten, hundred, thousand, ten thousand. */
  @IsOptional() @IsChoice() readonly msdyn_displayfactor?: 192350000 | 192350001 | 192350002 | 192350003 | 192350004 | null;
}
