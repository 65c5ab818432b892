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
 * An actual, staged: what a line of the integration journal, or of an invoice proposal, is made of. Posting that line fills the accounting columns.
 *
 * Source   Finance entity `ProjActualsImportEntity`, captured by gateway
 * Topic    `finance.ProjActualsImports.changes`
 * Key      `dataAreaId`, `ActualsImportId`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ProjActualsImports', ['dataAreaId', 'ActualsImportId'])
export class FinanceActual {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsGuid() readonly ActualsImportId!: string;

  /** Id of the actual in Dataverse: what transaction relationships name. */
  @IsOptional() @IsGuid() readonly ActualId?: string | null;

  @IsOptional() @IsEnumMember() readonly TransactionType?:
    'Cost' | 'Sales' | 'Tax' | 'BilledSales' | 'InterOrgSales' | 'ResourcingUnitCost' | null;

  /** Value of the choice in Dataverse, as of the next four. */
  @IsOptional() @IsWholeNumber() readonly TransactionClassification?: number | null;

  @IsOptional() @IsEnumMember() readonly BillingType?:
    'NotSpecified' | 'Chargeable' | 'NonChargeable' | 'Complimentary' | 'NotAvailable' | null;
  @IsOptional() @IsWholeNumber() readonly BillingStatusId?: number | null;
  @IsOptional() @IsWholeNumber() readonly AdjustmentStatus?: number | null;
  @IsOptional() @IsWholeNumber() readonly Status?: number | null;
  @IsOptional() @IsWholeNumber() readonly StatusReason?: number | null;
  @IsOptional() @IsText() readonly ProjectId?: string | null;

  /** Company of the project; not that of the row where a resource is lent. */
  @IsOptional() @IsLegalEntity() readonly ProjectDataAreaId?: string | null;

  @IsOptional() @IsText() readonly TaskNumber?: string | null;
  @IsOptional() @IsText() readonly TransactionCategoryId?: string | null;
  @IsOptional() @IsText() readonly ContractId?: string | null;
  @IsOptional() @IsText() readonly ContractLineId?: string | null;
  @IsOptional() @IsText() readonly FundingSource?: string | null;
  @IsOptional() @IsText() readonly Description?: string | null;
  @IsOptional() @IsText() readonly ExternalDescription?: string | null;
  @IsOptional() @IsText() readonly ExternalReference?: string | null;
  @IsOptional() @IsText() readonly ExternalOriginReference?: string | null;
  @IsOptional() @IsDecimalText() readonly Quantity?: string | null;

  /** Of one unit, in `TransactionCurrencyId`. */
  @IsOptional() @IsDecimalText() readonly UnitPrice?: string | null;

  /** In `TransactionCurrencyId`. */
  @IsOptional() @IsDecimalText() readonly Amount?: string | null;

  @IsOptional() @IsText() readonly UnitOfMeasure?: string | null;
  @IsOptional() @IsCurrencyCode() readonly TransactionCurrencyId?: string | null;
  @IsOptional() @IsCalendarDate() readonly DocumentDate?: string | null;
  @IsOptional() @IsCalendarDate() readonly AccountingDate?: string | null;
  @IsOptional() @IsCalendarDate() readonly StartDate?: string | null;
  @IsOptional() @IsCalendarDate() readonly EndDate?: string | null;

  /** The bookable resource of Dataverse. */
  @IsOptional() @IsGuid() readonly ResourceId?: string | null;

  @IsOptional() @IsText() readonly BookableResourceName?: string | null;

  /** Company that lends the resource. */
  @IsOptional() @IsLegalEntity() readonly ResourcingCompany?: string | null;

  @IsOptional() @IsText() readonly ProductNumber?: string | null;

  /** Number of the pro-forma invoice. */
  @IsOptional() @IsText() readonly InvoiceProposalId?: string | null;

  /** Yes once a journal line exists. */
  @IsOptional() @IsEnumMember() readonly IsJournalized?: 'No' | 'Yes' | null;

  @IsOptional() @IsText() readonly SubcontractLine?: string | null;
  @IsOptional() @IsText() readonly SubConInvoiceId?: string | null;
  @IsOptional() @IsText() readonly MatchedVendorInvoice?: string | null;
  @IsOptional() @IsText() readonly VendInvoiceLineProjTransId?: string | null;

  /** Empty until the row is posted; the next two are nothing before. */
  @IsOptional() @IsText() readonly VoucherNumber?: string | null;

  /** In the accounting currency of the company. */
  @IsOptional() @IsDecimalText() readonly AccountingAmount?: string | null;

  @IsOptional() @IsDecimalText() readonly ExchangeRate?: string | null;

  /** As staged; once posted, what was posted. */
  @IsOptional() @IsDecimalText() readonly SalesTaxAmount?: string | null;
}
