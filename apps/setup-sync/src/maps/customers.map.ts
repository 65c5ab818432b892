import { DataverseAccount, FinanceCustomer } from '@concord/contracts';
import { companyReference, defaultTo, defineTableMap, none, reference, unmapped, valueMap } from '@concord/table-maps';

/** Both ways; the variant without the party model, which Project Operations does not support. Source: 10.9. */
// prettier-ignore
export const customersMap = defineTableMap<FinanceCustomer, DataverseAccount>({
  name:           'Customers V3',
  version:        '1.0.0.3',
  finance:        FinanceCustomer,
  dataverse:      DataverseAccount,
  integrationKey: [['dataAreaId', 'msdyn_company'], ['CustomerAccount', 'accountnumber']],
  filter: {
    finance:   { only: 'organizations (PartyType Organization)', test: ({ PartyType }) => PartyType === 'Organization' },
    dataverse: { only: 'customers (customertypecode 3)',         test: ({ customertypecode }) => customertypecode === 3 },
  },
  prerequisites:  ['cdm_companies', 'transactioncurrencies', 'msdyn_customergroups', 'msdyn_paymentterms', 'msdyn_customerpaymentmethods', 'msdyn_taxgroups'],
  initialSync:    { required: false, master: 'finance' },
  master:         'dataverse', // people who deal with the customer work there
  creates:        'both', onDelete: 'delete',
  fields: (field) => [
    //    Finance                             map   Dataverse                      transform
    field('OrganizationName',                 '=',  'name'),
    field('SalesCurrencyCode',                '><', 'transactioncurrencyid',       reference('transactioncurrencies')),
    field('CustomerGroupId',                  '><', 'msdyn_customergroupid',       companyReference('msdyn_customergroups')),
    field('PaymentTerms',                     '><', 'msdyn_paymentterm',           companyReference('msdyn_paymentterms')),
    field('PaymentMethod',                    '><', 'msdyn_customerpaymentmethod', companyReference('msdyn_customerpaymentmethods')),
    field('InvoiceAccount',                   '><', 'msdyn_billingaccount',        companyReference('accounts')), // may be the account itself
    field('SalesTaxGroup',                    '><', 'msdyn_salestaxgroup',         companyReference('msdyn_taxgroups')),
    field('VendorAccount',                    '><', 'msdyn_vendor',                companyReference('msdyn_vendors')),
    field('PartyNumber',                      '=',  'msdyn_partynumber'),
    field('SalesMemo',                        '=',  'description'),
    field('OnHoldStatus',                     '><', 'msdyn_onholdstatus',          valueMap({
      No: 806380000, Invoice: 806380001, All: 806380002, Payment: 806380003, Requisition: 806380004, Never: 806380005,
      PurchOrder: unmapped, // a vendor's status; the enum is shared
    }, { empty: 'No' })),
    field(none,                               '>>', 'customertypecode',            defaultTo(3)),
    field(none,                               '>>', 'address1_addresstypecode',    defaultTo(2)),
    field('LanguageId',                       '<<', none,                          defaultTo('en-us')),
    field('PartyType',                        '<<', none,                          defaultTo('Organization')),
    field('InvoiceAddressStreet',             '=',  'address2_line1'),
    field('InvoiceAddressCity',               '=',  'address2_city'),
    field('InvoiceAddressCounty',             '=',  'address2_county'),
    field('InvoiceAddressState',              '=',  'address2_stateorprovince'),
    field('InvoiceAddressZipCode',            '=',  'address2_postalcode'),
    field('InvoiceAddressCountryRegionISOCode', '=', 'address2_country'),
    field('DeliveryAddressStreet',            '=',  'address1_line1'),
    field('DeliveryAddressCity',              '=',  'address1_city'),
    field('DeliveryAddressCounty',            '=',  'address1_county'),
    field('DeliveryAddressState',             '=',  'address1_stateorprovince'),
    field('DeliveryAddressZipCode',           '=',  'address1_postalcode'),
    field('DeliveryAddressCountryRegionISOCode', '=', 'address1_country'),
  ],
});
