import { IsOptional } from 'class-validator';
import { IsCalendarDate, IsCurrencyCode, IsDecimalText, IsEnumMember, IsGuid, IsLegalEntity, IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * One half of a material estimate, staged. Finance joins the cost and the sales half into one item forecast by `ForecastLineIdOrigin`.
 *
 * Source   Finance entity `ProjForecastSalesImport`, captured by gateway
 * Topic    `finance.ProjForecastSalesImport.changes`
 * Key      `dataAreaId`, `ImportId`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('ProjForecastSalesImport', ['dataAreaId', 'ImportId'])
export class FinanceMaterialEstimate {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsGuid() readonly ImportId!: string;
  @IsOptional() @IsGuid() readonly ForecastLineId?: string | null;

  /** Of a sales half: its cost half. */
  @IsOptional() @IsGuid() readonly ForecastLineIdOrigin?: string | null;

  @IsOptional() @IsText() readonly ProjId?: string | null;
  @IsOptional() @IsText() readonly ActivityNumber?: string | null;

  /** Empty: a product outside the catalogue, for which the legal entity has an item of its own. */
  @IsOptional() @IsText() readonly ItemId?: string | null;

  @IsOptional() @IsText() readonly ItemDescription?: string | null;
  @IsOptional() @IsText() readonly Comment?: string | null;

  /** In the unit that the stock of the item is kept in. */
  @IsOptional() @IsDecimalText() readonly InventQty?: string | null;

  /** In the unit of the estimate. */
  @IsOptional() @IsDecimalText() readonly SalesQty?: string | null;

  /** Of one unit, in `Currency`. */
  @IsOptional() @IsDecimalText() readonly Price?: string | null;

  @IsOptional() @IsCurrencyCode() readonly Currency?: string | null;
  @IsOptional() @IsEnumMember() readonly TransType?:
    'Cost' | 'Sales' | 'Tax' | 'BilledSales' | 'InterOrgSales' | 'ResourcingUnitCost' | null;
  @IsOptional() @IsEnumMember() readonly BillingType?:
    'NotSpecified' | 'Chargeable' | 'NonChargeable' | 'Complimentary' | 'NotAvailable' | null;
  @IsOptional() @IsCalendarDate() readonly StartDate?: string | null;
  @IsOptional() @IsCalendarDate() readonly EndDate?: string | null;

  /** Empty: the legal entity's default for items. */
  @IsOptional() @IsText() readonly TransactionCategoryId?: string | null;

  @IsOptional() @IsText() readonly ContractLineId?: string | null;
}
