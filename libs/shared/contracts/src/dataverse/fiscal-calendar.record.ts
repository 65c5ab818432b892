import { IsOptional } from 'class-validator';
import { IsGuid, IsText } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A fiscal calendar; ledgers refer to it.
 *
 * Source   Dataverse table `msdyn_fiscalcalendars`, captured by gateway
 * Topic    `dataverse.msdyn_fiscalcalendars.changes`
 * Key      `msdyn_fiscalcalendarid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('msdyn_fiscalcalendars', 'msdyn_fiscalcalendarid')
export class DataverseFiscalCalendar {
  @IsGuid() readonly msdyn_fiscalcalendarid!: string;
  @IsOptional() @IsText() readonly msdyn_calendar?: string | null;
  @IsOptional() @IsText() readonly msdyn_description?: string | null;
}
