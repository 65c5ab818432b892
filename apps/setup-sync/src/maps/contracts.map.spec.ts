import { companies, guid, linksOf, usd, usmf } from '../../test/known-links';
import { contractHeadersMap } from './contract-headers.map';
import { contractLinesMap } from './contract-lines.map';
import { fundingSourcesMap } from './funding-sources.map';

const contract = guid(50);
const project = guid(51);
const customer = guid(52);
const net30 = guid(53);
const links = linksOf({
  ...companies,
  salesorders: [[contract, { dataAreaId: 'usmf', ProjectContractId: 'PC-7' }]],
  msdyn_projects: [
    [project, { dataAreaId: 'usmf', ProjectId: 'P-1' }],
    [guid(59), { dataAreaId: 'demf', ProjectId: 'P-1' }],
  ],
  accounts: [[customer, { dataAreaId: 'usmf', CustomerAccount: 'C-0042' }]],
  msdyn_paymentterms: [[net30, { dataAreaId: 'usmf', Name: 'Net30' }]],
});

describe('Project contract headers', () => {
  const row = {
    salesorderid: contract,
    msdyn_salesordernumber: 'PC-7',
    msdyn_company: usmf,
    name: 'Mountain road',
    transactioncurrencyid: usd,
    customerid: customer,
    msdyn_ordertype: 192350001,
  };

  it('go to Finance under their number and company', () =>
    expect(contractHeadersMap.map('dataverse', row, '', links)).toEqual({
      kind: 'mapped',
      financeKey: { dataAreaId: 'usmf', ProjectContractId: 'PC-7' },
      values: { Name: 'Mountain road', SalesCurrencyCode: 'USD', CustomerAccountNumber: 'C-0042' },
      createValues: { IntegrationSourceDataId: 'CDS' },
      match: {},
    }));

  it('leave out orders for goods', () =>
    expect(contractHeadersMap.map('dataverse', { ...row, msdyn_ordertype: 192350000 }, '', links)).toMatchObject({ kind: 'excluded' }));

  it('give nothing back: what an accountant adds stays in Finance', () =>
    expect(contractHeadersMap.map('finance', { dataAreaId: 'usmf', ProjectContractId: 'PC-7', Name: 'other' }, '', links)).toMatchObject({
      financeKey: { dataAreaId: 'usmf', ProjectContractId: 'PC-7' },
      values: {},
    }));
});

describe('Project contract lines', () => {
  const row = {
    salesorderdetailid: guid(60),
    salesorderid: contract,
    sequencenumber: 2,
    msdyn_contractlinenumber: 'CL-2',
    productdescription: 'Surveying',
    msdyn_linetype: 690970000,
    msdyn_billingmethod: 192350001,
    msdyn_project: project,
    extendedamount: '12500.5000',
    msdyn_includetime: true,
    msdyn_includeexpense: false,
    msdyn_includefee: null,
    msdyn_includematerial: false,
  };

  it('take company and contract number through their contract', () =>
    expect(contractLinesMap.map('dataverse', row, '', links)).toEqual({
      kind: 'mapped',
      financeKey: { dataAreaId: 'usmf', ProjectContractId: 'PC-7', LineSequenceNumber: 2 },
      values: {
        ContractLineId: 'CL-2',
        Description: 'Surveying',
        BillingMethod: 'FixedPrice',
        LineProjectId: 'P-1',
        LineAmount: '12500.5',
        AreHourTransactionsIncluded: 'Yes',
        AreExpenseTransactionsIncluded: 'No',
        AreFeeTransactionsIncluded: 'No',
        AreItemTransactionsIncluded: 'No',
      },
      createValues: {},
      match: {},
    }));

  it('wait for contract and project, naming both at once (I6)', () =>
    expect(contractLinesMap.map('dataverse', row, '', linksOf(companies))).toEqual({
      kind: 'missing',
      missing: [
        { map: 'salesorders', system: 'dataverse', id: contract },
        { map: 'msdyn_projects', system: 'dataverse', id: project },
      ],
    }));

  it('refuse a project of another legal entity, though its number is the same', () =>
    expect(contractLinesMap.map('dataverse', { ...row, msdyn_project: guid(59) }, '', links)).toMatchObject({
      kind: 'failed',
      code: 'REFERENCE_IN_OTHER_COMPANY',
    }));

  it('fail without a contract, and leave out goods', () => {
    expect(contractLinesMap.map('dataverse', { ...row, salesorderid: null }, '', links)).toMatchObject({
      kind: 'failed',
      code: 'INCOMPLETE_KEY',
    });
    expect(contractLinesMap.map('dataverse', { ...row, msdyn_linetype: 690970001 }, '', links)).toMatchObject({ kind: 'excluded' });
  });
});

describe('Project funding sources', () => {
  const row = {
    msdyn_projectcontractsplitbillingruleid: guid(70),
    msdyn_projectcontractid: contract,
    msdyn_projectcontractsplitbillingrulenumber: 'FS-1',
    msdyn_customer: customer,
    msdyn_paymentterm: net30,
  };

  it('name the customer who pays', () =>
    expect(fundingSourcesMap.map('dataverse', row, '', links)).toEqual({
      kind: 'mapped',
      financeKey: { dataAreaId: 'usmf', ProjectContractID: 'PC-7', FundingSourceId: 'FS-1' },
      values: { CustomerOrOrganization: 'C-0042', TermsOfPayment: 'Net30' },
      createValues: { FundingType: 'Customer' },
      match: {},
    }));
});
