import { IsOptional } from 'class-validator';
import { IsChoice, IsDecimalText, IsFlag, IsGuid, IsLookup, IsText, IsWholeNumber } from '../values/column-decorators';
import { DataverseTable } from '../values/tables';

/**
 * A product, of no legal entity: the companies that released it share the row.
 *
 * Source   Dataverse table `products`, captured by gateway
 * Topic    `dataverse.products.changes`
 * Key      `productid`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@DataverseTable('products', 'productid')
export class DataverseProduct {
  @IsGuid() readonly productid!: string;

  /** What actuals and estimates name the product by; not the native `productnumber`. */
  @IsOptional() @IsText() readonly msdyn_productnumber?: string | null;

  @IsOptional() @IsText(100) readonly name?: string | null;
  @IsOptional() @IsText() readonly description?: string | null;
  @IsOptional() @IsText() readonly msdyn_itemnumber?: string | null;
  @IsOptional() @IsLookup('transactioncurrencies') readonly transactioncurrencyid?: string | null;
  @IsOptional() @IsLookup('uoms') readonly defaultuomid?: string | null;

  /** In `transactioncurrencyid`; 4 decimals. */
  @IsOptional() @IsDecimalText() readonly price?: string | null;

  /** In `transactioncurrencyid`; 4 decimals. */
  @IsOptional() @IsDecimalText() readonly currentcost?: string | null;

  /** Item, service. */
  @IsOptional() @IsChoice() readonly producttypecode?: 1 | 3 | null;

  /** Decimals of quantities. */
  @IsOptional() @IsWholeNumber() readonly quantitydecimal?: number | null;

  @IsOptional() @IsFlag() readonly msdyn_isstockedproduct?: boolean | null;
}
