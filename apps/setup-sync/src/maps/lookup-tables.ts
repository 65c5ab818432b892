import {
  DataverseCustomerGroup,
  DataverseCustomerPaymentMethod,
  DataversePaymentTerm,
  DataverseTaxGroup,
  DataverseUnitGroup,
  DataverseVendorGroup,
  DataverseVendorPaymentMethod,
} from '@concord/contracts';
import { defineLookupTable } from '@concord/table-maps';

// Small master data that customers, vendors, units and funding sources refer to. Other maps keep it in step; here it is only read.

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

export const vendorGroups = defineLookupTable<DataverseVendorGroup>({
  name: 'Vendor groups',
  dataverse: DataverseVendorGroup,
  finance: 'VendorGroups',
  integrationKey: [
    ['dataAreaId', 'msdyn_company'],
    ['VendorGroupId', 'msdyn_vendorgroup'],
  ],
});

export const vendorPaymentMethods = defineLookupTable<DataverseVendorPaymentMethod>({
  name: 'Vendor payment methods',
  dataverse: DataverseVendorPaymentMethod,
  finance: 'VendorPaymentMethods',
  integrationKey: [
    ['dataAreaId', 'msdyn_company'],
    ['Name', 'msdyn_name'],
  ],
});

/** A unit class is a member of an enum in Finance, and no table; a unit group of that name stands for it. */
export const unitGroups = defineLookupTable<DataverseUnitGroup>({
  name: 'Unit groups',
  dataverse: DataverseUnitGroup,
  finance: 'UnitsOfMeasure.UnitClass',
  integrationKey: [['UnitClass', 'name']],
});
