import { companies, guid, linksOf, usd, usmf } from '../../test/known-links';
import { customersMap } from './customers.map';

const account = guid(30);
const group = guid(31);
const net30 = guid(32);
const links = linksOf({
  ...companies,
  msdyn_customergroups: [[group, { dataAreaId: 'usmf', CustomerGroupId: '10' }]],
  msdyn_paymentterms: [[net30, { dataAreaId: 'usmf', Name: 'Net30' }]],
  accounts: [[guid(39), { dataAreaId: 'usmf', CustomerAccount: 'C-0001' }]],
});
const empty = Object.fromEntries(customersMap.finance.columns.map(({ name }) => [name, null]));
const finance = {
  ...empty,
  dataAreaId: 'usmf',
  CustomerAccount: 'C-0042',
  PartyType: 'Organization',
  OrganizationName: 'Fabrikam',
  SalesCurrencyCode: 'USD',
  CustomerGroupId: '10',
  PaymentTerms: 'Net30',
  InvoiceAccount: 'C-0001',
  OnHoldStatus: 'All',
  LanguageId: 'de',
  DeliveryAddressCity: 'Ulm',
};
const dataverse = {
  ...Object.fromEntries(customersMap.dataverse.columns.map(({ name }) => [name, null])),
  accountid: account,
  accountnumber: 'C-0042',
  msdyn_company: usmf,
  customertypecode: 3,
  name: 'Fabrikam',
  transactioncurrencyid: usd,
  msdyn_customergroupid: group,
  msdyn_paymentterm: net30,
  msdyn_billingaccount: guid(39),
  msdyn_onholdstatus: 806380002,
  address1_city: 'Ulm',
};

describe('Customers V3', () => {
  it('become accounts of their legal entity', () =>
    expect(customersMap.map('finance', finance, '', links)).toMatchObject({
      kind: 'mapped',
      financeKey: { dataAreaId: 'usmf', CustomerAccount: 'C-0042' },
      values: {
        accountnumber: 'C-0042',
        msdyn_company: usmf,
        name: 'Fabrikam',
        transactioncurrencyid: usd,
        msdyn_customergroupid: group,
        msdyn_paymentterm: net30,
        msdyn_customerpaymentmethod: null,
        msdyn_billingaccount: guid(39),
        msdyn_onholdstatus: 806380002,
        address1_city: 'Ulm',
        address2_city: null,
      },
      createValues: { customertypecode: 3, address1_addresstypecode: 2 },
      match: { accountnumber: 'C-0042', msdyn_company: usmf },
    }));

  it('become customers of their company, language and party type given once', () =>
    expect(customersMap.map('dataverse', dataverse, '', links)).toMatchObject({
      kind: 'mapped',
      financeKey: { dataAreaId: 'usmf', CustomerAccount: 'C-0042' },
      values: {
        OrganizationName: 'Fabrikam',
        SalesCurrencyCode: 'USD',
        CustomerGroupId: '10',
        PaymentTerms: 'Net30',
        PaymentMethod: null,
        InvoiceAccount: 'C-0001',
        OnHoldStatus: 'All',
        DeliveryAddressCity: 'Ulm',
      },
      createValues: { LanguageId: 'en-us', PartyType: 'Organization' },
    }));

  it('wait for nobody when they invoice themselves (I6)', () => {
    expect(customersMap.map('dataverse', { ...dataverse, msdyn_billingaccount: account }, '', links)).toMatchObject({
      values: { InvoiceAccount: 'C-0042' },
    });
    expect(customersMap.map('finance', { ...finance, InvoiceAccount: 'c-0042' }, '', links)).toMatchObject({
      values: { msdyn_billingaccount: null },
    });
  });

  it('wait for a customer group that is not there yet, by its key within the legal entity (I6)', () =>
    expect(customersMap.map('finance', { ...finance, CustomerGroupId: '99' }, '', links)).toEqual({
      kind: 'missing',
      missing: [{ map: 'msdyn_customergroups', system: 'finance', id: 'usmf|99' }],
    }));

  it.each([
    ['a person, in Finance', 'finance', { ...finance, PartyType: 'Person' }, 'filter: only organizations (PartyType Organization)'],
    ['any other account', 'dataverse', { ...dataverse, customertypecode: 10 }, 'filter: only customers (customertypecode 3)'],
    ['an account of no legal entity', 'dataverse', { ...dataverse, msdyn_company: null }, 'no legal entity: msdyn_company is empty'],
  ] as const)('leave out %s', (_, from, row, by) => expect(customersMap.map(from, row, '', links)).toEqual({ kind: 'excluded', by }));

  it('fail where a customer has a status of vendors, and wait for a number, naming the remedy (I8)', () => {
    expect(customersMap.map('finance', { ...finance, OnHoldStatus: 'PurchOrder' }, '', links)).toMatchObject({
      kind: 'failed',
      code: 'UNMAPPED_VALUE',
    });
    expect(customersMap.map('dataverse', { ...dataverse, accountnumber: null }, '', links)).toMatchObject({
      kind: 'keyless',
      column: 'accountnumber',
      remedy: expect.stringContaining('fill accountnumber'),
    });
  });
});
