import { IsOptional } from 'class-validator';
import { IsCalendarDate, IsEnumMember, IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A person who works for one or more legal entities; which, and since when, their employments say.
 *
 * Source   Finance entity `HcmWorkerEntity`, captured by gateway; name of the collection [inferred]
 * Topic    `finance.Workers.changes`
 * Key      `PersonnelNumber`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('Workers', ['PersonnelNumber'])
export class FinanceWorker {
  @IsText() readonly PersonnelNumber!: string;
  @IsOptional() @IsText() readonly FirstName?: string | null;
  @IsOptional() @IsText() readonly MiddleName?: string | null;
  @IsOptional() @IsText() readonly LastName?: string | null;

  /** Full name; Finance puts it together. */
  @IsOptional() @IsText() readonly Name?: string | null;

  @IsOptional() @IsEnumMember() readonly WorkerType?: 'Employee' | 'Contractor' | 'Both' | null;
  @IsOptional() @IsEnumMember() readonly WorkerStatus?: 'Employed' | 'Pending' | 'Terminated' | null;
  @IsOptional() @IsEnumMember() readonly Gender?: 'None' | 'Male' | 'Female' | 'NonSpecific' | null;
  @IsOptional() @IsCalendarDate() readonly BirthDate?: string | null;
  @IsOptional() @IsText() readonly PrimaryContactEmail?: string | null;
  @IsOptional() @IsText() readonly PrimaryContactPhone?: string | null;
}
