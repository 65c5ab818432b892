import { IsOptional } from 'class-validator';
import { IsCurrencyCode, IsEnumMember, IsLegalEntity, IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A vendor of one legal entity.
 *
 * Source   Finance entity `VendVendorV2Entity`, captured by gateway
 * Topic    `finance.VendorsV2.changes`
 * Key      `dataAreaId`, `VendorAccountNumber`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('VendorsV2', ['dataAreaId', 'VendorAccountNumber'])
export class FinanceVendor {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText(20) readonly VendorAccountNumber!: string;

  /** Text, not an enum. */
  @IsOptional() @IsText() readonly VendorPartyType?: 'Organization' | 'Person' | null;

  @IsOptional() @IsText() readonly VendorOrganizationName?: string | null;

  /** Finance refuses a vendor without one. */
  @IsOptional() @IsText() readonly VendorGroupId?: string | null;

  @IsOptional() @IsCurrencyCode() readonly CurrencyCode?: string | null;
  @IsOptional() @IsText() readonly DefaultPaymentTermsName?: string | null;
  @IsOptional() @IsText() readonly DefaultVendorPaymentMethodName?: string | null;
  @IsOptional() @IsText() readonly SalesTaxGroupCode?: string | null;

  /** Who sends the invoice; may be the vendor itself. */
  @IsOptional() @IsText() readonly InvoiceVendorAccountNumber?: string | null;

  @IsOptional() @IsEnumMember() readonly OnHoldStatus?:
    'No' | 'Invoice' | 'All' | 'Payment' | 'Requisition' | 'Never' | 'PurchOrder' | null;
}
