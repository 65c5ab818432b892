import {
  DataverseCustomerGroup,
  DataverseCustomerPaymentMethod,
  DataversePaymentTerm,
  DataverseTaxGroup,
  DataverseVendor,
} from '@concord/contracts';
import { defineLookupTable } from '@concord/table-maps';

// Small master data that customers and funding sources refer to. Other maps keep it in step; here it is only read.

export const customerGroups = defineLookupTable<DataverseCustomerGroup>({
  name: 'Customer groups',
  dataverse: DataverseCustomerGroup,
  finance: 'CustomerGroups',
  integrationKey: [
    ['dataAreaId', 'msdyn_company'],
    ['CustomerGroupId', 'msdyn_groupid'],
  ],
});

export const paymentTerms = defineLookupTable<DataversePaymentTerm>({
  name: 'Terms of payment',
  dataverse: DataversePaymentTerm,
  finance: 'PaymentTerms',
  integrationKey: [
    ['dataAreaId', 'msdyn_company'],
    ['Name', 'msdyn_name'],
  ],
});

export const customerPaymentMethods = defineLookupTable<DataverseCustomerPaymentMethod>({
  name: 'Customer payment methods',
  dataverse: DataverseCustomerPaymentMethod,
  finance: 'CustomerPaymentMethods',
  integrationKey: [
    ['dataAreaId', 'msdyn_company'],
    ['Name', 'msdyn_name'],
  ],
});

export const taxGroups = defineLookupTable<DataverseTaxGroup>({
  name: 'Sales tax groups',
  dataverse: DataverseTaxGroup,
  finance: 'TaxGroups',
  integrationKey: [
    ['dataAreaId', 'msdyn_company'],
    ['TaxGroupCode', 'msdyn_name'],
  ],
});

export const vendors = defineLookupTable<DataverseVendor>({
  name: 'Vendors',
  dataverse: DataverseVendor,
  finance: 'VendorsV2',
  integrationKey: [
    ['dataAreaId', 'msdyn_company'],
    ['VendorAccountNumber', 'msdyn_vendoraccountnumber'],
  ],
});
