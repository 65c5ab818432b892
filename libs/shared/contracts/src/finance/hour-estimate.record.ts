import { IsOptional } from 'class-validator';
import { IsCalendarDate, IsDecimalText, IsGuid, IsLegalEntity, IsText, IsWholeNumber } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * Planned hours, staged: Finance makes one hour forecast of each.
 *
 * Source   Finance entity `ProjCDSEstimateHoursImport`, captured by gateway
 * Topic    `finance.ProjEstimateHoursImport.changes`
 * Key      `dataAreaId`, `EstimateHoursImportId`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ProjEstimateHoursImport', ['dataAreaId', 'EstimateHoursImportId'])
export class FinanceHourEstimate {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsGuid() readonly EstimateHoursImportId!: string;
  @IsOptional() @IsText() readonly ProjectId?: string | null;
  @IsOptional() @IsText() readonly ActivityNumber?: string | null;
  @IsOptional() @IsText() readonly Description?: string | null;

  /** Hours. */
  @IsOptional() @IsDecimalText() readonly Duration?: string | null;

  @IsOptional() @IsCalendarDate() readonly StartDate?: string | null;

  /** Purpose not published. */
  @IsOptional() @IsWholeNumber() readonly SequenceNumber?: number | null;

  /** The bookable resource of Dataverse; a generic one is no worker. */
  @IsOptional() @IsGuid() readonly ProjCDSResourceId?: string | null;

  /** Number of the role. */
  @IsOptional() @IsText() readonly ResourceCategoryId?: string | null;

  /** Empty: the legal entity's default for hours. */
  @IsOptional() @IsText() readonly TransactionCategoryId?: string | null;

  /** Of all hours; the forecast's price is this by the hour. */
  @IsOptional() @IsDecimalText() readonly PlannedCostAmount?: string | null;

  @IsOptional() @IsDecimalText() readonly PlannedSalesAmount?: string | null;
  @IsOptional() @IsText() readonly ContractLineId?: string | null;
}
