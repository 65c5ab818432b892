import { IsOptional } from 'class-validator';
import { IsCalendarDate, IsEnumMember, IsLegalEntity, IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A project of one legal entity.
 *
 * Source   Finance entity `ProjProjectV2Entity`, captured by gateway
 * Topic    `finance.ProjectsV2.changes`
 * Key      `dataAreaId`, `ProjectId`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ProjectsV2', ['dataAreaId', 'ProjectId'])
export class FinanceProject {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText() readonly ProjectId!: string;
  @IsOptional() @IsText() readonly ProjectName?: string | null;
  @IsOptional() @IsText() readonly Description?: string | null;
  @IsOptional() @IsText() readonly CustomerAccountNumber?: string | null;

  /** Contract that the project is invoiced through. */
  @IsOptional() @IsText() readonly ProjectContractId?: string | null;

  /** A completed project refuses postings and invoices. */
  @IsOptional() @IsEnumMember() readonly ProjectStage?:
    'Created' | 'Estimated' | 'Scheduled' | 'InProcess' | 'User1' | 'User2' | 'User3' | 'Completed' | null;

  @IsOptional() @IsCalendarDate() readonly ProjectedStartDate?: string | null;
  @IsOptional() @IsCalendarDate() readonly ProjectedEndDate?: string | null;
  @IsOptional() @IsCalendarDate() readonly ActualStartDate?: string | null;
  @IsOptional() @IsCalendarDate() readonly ActualEndDate?: string | null;

  /** Makes Finance create an investment project. Name of the column [inferred]: not published. */
  @IsOptional() @IsEnumMember() readonly IsInvestmentProject?: 'No' | 'Yes' | null;
}
