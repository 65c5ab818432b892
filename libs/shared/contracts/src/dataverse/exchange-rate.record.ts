import { IsOptional } from 'class-validator';
import { IsCalendarDate, IsDecimalText, IsGuid, IsLookup } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * The rate of a currency pair from a day on.
 *
 * Source   Dataverse table `msdyn_currencyexchangerates`, captured by gateway
 * Topic    `dataverse.msdyn_currencyexchangerates.changes`
 * Key      `msdyn_currencyexchangerateid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_currencyexchangerates', 'msdyn_currencyexchangerateid')
export class DataverseExchangeRate {
  @IsGuid() readonly msdyn_currencyexchangerateid!: string;
  @IsOptional() @IsLookup('msdyn_currencyexchangeratepairs') readonly msdyn_currencyexchangeratepair?: string | null;

  /** For as many units as the pair's display factor says: rate / factor is the rate of one. */
  @IsOptional() @IsDecimalText() readonly msdyn_exchangerate?: string | null;

  @IsOptional() @IsCalendarDate() readonly msdyn_validfrom?: string | null;
  @IsOptional() @IsCalendarDate() readonly msdyn_validto?: string | null;
}
