import { IsOptional } from 'class-validator';
import { IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A fiscal calendar.
 *
 * Source   Finance entity `FiscalCalendarEntity`, captured by gateway; its collection is not published, so the gateway
 *          looks it up by the physical name
 * Topic    `finance.FiscalCalendarEntity.changes`
 * Key      `CalendarId`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('FiscalCalendarEntity', ['CalendarId'])
export class FinanceFiscalCalendar {
  @IsText() readonly CalendarId!: string;
  @IsOptional() @IsText() readonly Description?: string | null;
}
