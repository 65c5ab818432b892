import { IsOptional } from 'class-validator';
import { IsCurrencyCode, IsDecimalText, IsEnumMember, IsLegalEntity, IsText, IsWholeNumber } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A product as one legal entity released it: with its own price, cost, currency and unit.
 *
 * Source   Finance entity `EcoResReleasedDistinctProductCDSEntity`, captured by gateway; its collection is
 *          not published, so the gateway looks it up by the physical name
 * Topic    `finance.EcoResReleasedDistinctProductCDSEntity.changes`
 * Key      `dataAreaId`, `ProductNumber`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('EcoResReleasedDistinctProductCDSEntity', ['dataAreaId', 'ProductNumber'])
export class FinanceProduct {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText() readonly ProductNumber!: string;
  @IsOptional() @IsText() readonly ItemNumber?: string | null;
  @IsOptional() @IsText() readonly ProductName?: string | null;
  @IsOptional() @IsText() readonly ProductDescription?: string | null;
  @IsOptional() @IsCurrencyCode() readonly CurrencyCode?: string | null;
  @IsOptional() @IsText() readonly SalesUnitSymbol?: string | null;

  /** In `CurrencyCode`; Finance keeps more decimals than Dataverse. */
  @IsOptional() @IsDecimalText() readonly SalesPrice?: string | null;

  /** In `CurrencyCode`; Finance keeps more decimals than Dataverse. */
  @IsOptional() @IsDecimalText() readonly UnitCost?: string | null;

  @IsOptional() @IsEnumMember() readonly ProductType?: 'Item' | 'Service' | null;
  @IsOptional() @IsEnumMember() readonly IsStockedProduct?: 'No' | 'Yes' | null;
  @IsOptional() @IsWholeNumber() readonly SalesUnitDecimalPrecision?: number | null;
}
