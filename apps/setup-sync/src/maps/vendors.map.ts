import { DataverseVendor, FinanceVendor } from '@concord/contracts';
import { companyReference, defineTableMap, reference, unmapped, valueMap } from '@concord/table-maps';

const partyTypes: ReadonlySet<string | null | undefined> = new Set(['Organization', 'Person']);

/** Both ways. Project Operations itself refers to vendors through accounts, which a workflow in Dataverse makes of them. Source: 10.10. */
// prettier-ignore
export const vendorsMap = defineTableMap<FinanceVendor, DataverseVendor>({
  name:           'Vendors V2',
  version:        '1.0.0.0',
  finance:        FinanceVendor,
  dataverse:      DataverseVendor,
  integrationKey: [['dataAreaId', 'msdyn_company'], ['VendorAccountNumber', 'msdyn_vendoraccountnumber']],
  filter:         { finance: { only: 'organizations and persons (VendorPartyType)', test: ({ VendorPartyType }) => partyTypes.has(VendorPartyType) } },
  prerequisites:  ['cdm_companies', 'transactioncurrencies', 'msdyn_vendorgroups', 'msdyn_paymentterms', 'msdyn_vendorpaymentmethods', 'msdyn_taxgroups'],
  initialSync:    { required: false, master: 'finance' },
  creates:        'both', onDelete: 'delete',
  fields: (field) => [
    //    Finance                         map   Dataverse                          transform
    field('VendorGroupId',                  '><', 'msdyn_vendorgroupid',             companyReference('msdyn_vendorgroups')),
    field('VendorPartyType',                '><', 'msdyn_isperson',                  valueMap({ Organization: false, Person: true }, { empty: 'Organization' })),
    field('VendorOrganizationName',         '=',  'msdyn_name'),
    field('CurrencyCode',                   '><', 'msdyn_currencycode',              reference('transactioncurrencies')),
    field('DefaultPaymentTermsName',        '><', 'msdyn_paymentterms',              companyReference('msdyn_paymentterms')),
    field('DefaultVendorPaymentMethodName', '><', 'msdyn_vendorpaymentmethod',       companyReference('msdyn_vendorpaymentmethods')),
    field('InvoiceVendorAccountNumber',     '><', 'msdyn_invoicevendoraccountnumber', companyReference('msdyn_vendors')), // may be the vendor itself
    field('OnHoldStatus',                   '><', 'msdyn_onholdstatus',              valueMap({
      No: 806380000, Invoice: 806380001, All: 806380002, Payment: 806380003, Requisition: 806380004, Never: 806380005,
      PurchOrder: unmapped, // the choice in Dataverse has no value for it
    }, { empty: 'No' })),
    field('SalesTaxGroupCode',              '><', 'msdyn_taxgroup',                  companyReference('msdyn_taxgroups')),
  ],
});
