import { IsOptional } from 'class-validator';
import {
  IsCalendarDate,
  IsCurrencyCode,
  IsDecimalText,
  IsEnumMember,
  IsGuid,
  IsLegalEntity,
  IsText,
  IsWholeNumber,
} from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * One half of an expense estimate, staged. Finance joins the cost and the sales half into one expense forecast by `OriginEstimateLineId`.
 *
 * Source   Finance entity `ProjCDSEstimateExpensesImport`, captured by gateway
 * Topic    `finance.ProjEstimateExpensesImports.changes`
 * Key      `dataAreaId`, `EstimateExpensesImportId`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ProjEstimateExpensesImports', ['dataAreaId', 'EstimateExpensesImportId'])
export class FinanceExpenseEstimate {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsGuid() readonly EstimateExpensesImportId!: string;
  @IsOptional() @IsGuid() readonly EstimateLineId?: string | null;

  /** Of a sales half: its cost half. */
  @IsOptional() @IsGuid() readonly OriginEstimateLineId?: string | null;

  @IsOptional() @IsText() readonly ProjectId?: string | null;
  @IsOptional() @IsText() readonly ActivityNumber?: string | null;
  @IsOptional() @IsText() readonly Description?: string | null;
  @IsOptional() @IsEnumMember() readonly TransType?:
    'Cost' | 'Sales' | 'Tax' | 'BilledSales' | 'InterOrgSales' | 'ResourcingUnitCost' | null;
  @IsOptional() @IsEnumMember() readonly BillingType?:
    'NotSpecified' | 'Chargeable' | 'NonChargeable' | 'Complimentary' | 'NotAvailable' | null;

  /** Of one unit, in `CurrencyId`. */
  @IsOptional() @IsDecimalText() readonly Price?: string | null;

  @IsOptional() @IsDecimalText() readonly Quantity?: string | null;
  @IsOptional() @IsCurrencyCode() readonly CurrencyId?: string | null;
  @IsOptional() @IsCalendarDate() readonly StartDate?: string | null;
  @IsOptional() @IsCalendarDate() readonly EndDate?: string | null;

  /** Purpose not published. */
  @IsOptional() @IsWholeNumber() readonly SequenceNumber?: number | null;

  /** Number of the role. */
  @IsOptional() @IsText() readonly ResourceCategoryId?: string | null;

  /** Empty: the legal entity's default for expenses. */
  @IsOptional() @IsText() readonly TransactionCategoryId?: string | null;

  @IsOptional() @IsText() readonly ContractLineId?: string | null;
}
