import { companies, guid, linksOf, usd, usmf } from '../../test/known-links';
import { vendorsMap } from './vendors.map';

const [vendor, group, net30, check] = [guid(90), guid(91), guid(92), guid(93)];
const links = linksOf({
  ...companies,
  msdyn_vendorgroups: [[group, { dataAreaId: 'usmf', VendorGroupId: '40' }]],
  msdyn_paymentterms: [[net30, { dataAreaId: 'usmf', Name: 'Net30' }]],
  msdyn_vendorpaymentmethods: [[check, { dataAreaId: 'usmf', Name: 'CHECK' }]],
});
const finance = {
  dataAreaId: 'usmf',
  VendorAccountNumber: 'V-1',
  VendorPartyType: 'Person',
  VendorOrganizationName: 'Ada Byron',
  VendorGroupId: '40',
  CurrencyCode: 'USD',
  DefaultPaymentTermsName: 'Net30',
  DefaultVendorPaymentMethodName: 'CHECK',
  SalesTaxGroupCode: null,
  InvoiceVendorAccountNumber: null,
  OnHoldStatus: 'Payment',
};
const dataverse = {
  msdyn_vendorid: vendor,
  msdyn_vendoraccountnumber: 'V-1',
  msdyn_company: usmf,
  msdyn_name: 'Ada Byron',
  msdyn_isperson: true,
  msdyn_vendorgroupid: group,
  msdyn_currencycode: usd,
  msdyn_paymentterms: net30,
  msdyn_vendorpaymentmethod: check,
  msdyn_taxgroup: null,
  msdyn_invoicevendoraccountnumber: null,
  msdyn_onholdstatus: 806380003,
};

describe('Vendors V2', () => {
  it('go to Dataverse and back', () => {
    const { msdyn_vendorid: _, ...values } = dataverse;
    expect(vendorsMap.map('finance', finance, '', links)).toEqual({
      kind: 'mapped',
      financeKey: { dataAreaId: 'usmf', VendorAccountNumber: 'V-1' },
      values,
      createValues: {},
      match: { msdyn_vendoraccountnumber: 'V-1', msdyn_company: usmf },
    });
    const { dataAreaId: __, VendorAccountNumber: ___, ...back } = finance;
    expect(vendorsMap.map('dataverse', dataverse, '', links)).toMatchObject({
      financeKey: { dataAreaId: 'usmf', VendorAccountNumber: 'V-1' },
      values: back,
    });
  });

  it('are organizations where Dataverse does not say, and not on hold', () =>
    expect(vendorsMap.map('dataverse', { ...dataverse, msdyn_isperson: null, msdyn_onholdstatus: null }, '', links)).toMatchObject({
      values: { VendorPartyType: 'Organization', OnHoldStatus: 'No' },
    }));

  it('wait for nobody when they send their own invoices (I6)', () =>
    expect(vendorsMap.map('dataverse', { ...dataverse, msdyn_invoicevendoraccountnumber: vendor }, '', links)).toMatchObject({
      values: { InvoiceVendorAccountNumber: 'V-1' },
    }));

  it('leave out parties that are neither organization nor person', () =>
    expect(vendorsMap.map('finance', { ...finance, VendorPartyType: 'Team' }, '', links)).toEqual({
      kind: 'excluded',
      by: 'filter: only organizations and persons (VendorPartyType)',
    }));

  it('fail with a status that Dataverse does not have (I8)', () =>
    expect(vendorsMap.map('finance', { ...finance, OnHoldStatus: 'PurchOrder' }, '', links)).toMatchObject({ code: 'UNMAPPED_VALUE' }));
});
