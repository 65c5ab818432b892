import { IsOptional } from 'class-validator';
import { IsCurrencyCode, IsEnumMember, IsLegalEntity, IsText } from '../values/column-decorators';
import { FinanceTable } from '../values/tables';

/**
 * A customer of one legal entity.
 *
 * Source   Finance entity `CustCustomerV3Entity`, captured by gateway; names of the address columns [inferred]
 * Topic    `finance.CustomersV3.changes`
 * Key      `dataAreaId`, `CustomerAccount`
 * Errors   a row that breaks a rule below goes to `<topic>.dead-letters`, the rule in its headers
 */
@FinanceTable('CustomersV3', ['dataAreaId', 'CustomerAccount'])
export class FinanceCustomer {
  @IsLegalEntity() readonly dataAreaId!: string;
  @IsText(20) readonly CustomerAccount!: string;

  /** `Organization` or `Person`; text, not an enum. */
  @IsOptional() @IsText() readonly PartyType?: string | null;

  @IsOptional() @IsText() readonly OrganizationName?: string | null;
  @IsOptional() @IsCurrencyCode() readonly SalesCurrencyCode?: string | null;

  /** Finance refuses a customer without one. */
  @IsOptional() @IsText() readonly CustomerGroupId?: string | null;

  @IsOptional() @IsText() readonly PaymentTerms?: string | null;
  @IsOptional() @IsText() readonly PaymentMethod?: string | null;

  /** Who is invoiced; may be the customer itself. */
  @IsOptional() @IsText() readonly InvoiceAccount?: string | null;

  @IsOptional() @IsText() readonly SalesTaxGroup?: string | null;
  @IsOptional() @IsText() readonly VendorAccount?: string | null;
  @IsOptional() @IsText() readonly PartyNumber?: string | null;
  @IsOptional() @IsText() readonly SalesMemo?: string | null;
  @IsOptional() @IsEnumMember() readonly OnHoldStatus?:
    'No' | 'Invoice' | 'All' | 'Payment' | 'Requisition' | 'Never' | 'PurchOrder' | null;
  @IsOptional() @IsText() readonly LanguageId?: string | null;
  @IsOptional() @IsText() readonly DeliveryAddressStreet?: string | null;
  @IsOptional() @IsText() readonly DeliveryAddressCity?: string | null;
  @IsOptional() @IsText() readonly DeliveryAddressCounty?: string | null;
  @IsOptional() @IsText() readonly DeliveryAddressState?: string | null;
  @IsOptional() @IsText() readonly DeliveryAddressZipCode?: string | null;
  @IsOptional() @IsText() readonly DeliveryAddressCountryRegionISOCode?: string | null;
  @IsOptional() @IsText() readonly InvoiceAddressStreet?: string | null;
  @IsOptional() @IsText() readonly InvoiceAddressCity?: string | null;
  @IsOptional() @IsText() readonly InvoiceAddressCounty?: string | null;
  @IsOptional() @IsText() readonly InvoiceAddressState?: string | null;
  @IsOptional() @IsText() readonly InvoiceAddressZipCode?: string | null;
  @IsOptional() @IsText() readonly InvoiceAddressCountryRegionISOCode?: string | null;
}
