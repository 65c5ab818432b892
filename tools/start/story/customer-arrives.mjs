import { entered, inFinance, until } from './watcher.mjs';

/** Customer, contract, project and line, entered as a person would, each seen arriving in Finance. */
export const customerArrives = async ({ dataverse, finance, tell }) => {
  tell.chapter('1. A customer, a contract, a project and its line are entered in Dataverse');
  const row = (path, what) => until(what, async () => (await dataverse.rows(path))[0]);
  const company = (await row("cdm_companies?$filter=cdm_companycode eq 'USMF'", 'the legal entity USMF in Dataverse')).cdm_companyid;
  const currency = (await row("transactioncurrencies?$filter=isocurrencycode eq 'USD'", 'the currency USD in Dataverse'))
    .transactioncurrencyid;
  const group = (await row(`msdyn_customergroups?$filter=_msdyn_company_value eq ${company}`, 'a customer group in Dataverse'))
    .msdyn_customergroupid;
  const owned = {
    'msdyn_company@odata.bind': `/cdm_companies(${company})`,
    'transactioncurrencyid@odata.bind': `/transactioncurrencies(${currency})`,
  };

  const account = await tell.timed(
    'Dataverse',
    'Ana enters the customer C-7001, Harbour Authority',
    () =>
      entered(
        dataverse.create('accounts', {
          accountnumber: 'C-7001',
          name: 'Harbour Authority',
          customertypecode: 3,
          'msdyn_customergroupid@odata.bind': `/msdyn_customergroups(${group})`,
          ...owned,
        }),
      ),
    () => inFinance(finance, "CustomersV3(dataAreaId='usmf',CustomerAccount='C-7001')"),
    'Finance holds customer usmf C-7001',
  );
  const contract = await tell.timed(
    'Dataverse',
    'Ana enters the contract ORD-7001, Crane refit',
    () =>
      entered(
        dataverse.create('salesorders', {
          msdyn_salesordernumber: 'ORD-7001',
          name: 'Crane refit',
          msdyn_ordertype: 192350001,
          'customerid_account@odata.bind': `/accounts(${account.accountid})`,
          ...owned,
        }),
      ),
    () => inFinance(finance, "ProjectContractHeaders(dataAreaId='usmf',ProjectContractId='ORD-7001')"),
    'Finance holds contract usmf ORD-7001',
  );
  const project = await tell.timed(
    'Dataverse',
    'Ben enters the project PRJ-7001 of that contract',
    () =>
      entered(
        dataverse.create('msdyn_projects', {
          msdyn_projectnumber: 'PRJ-7001',
          msdyn_subject: 'Harbour crane refit',
          msdyn_scheduledstart: '2026-12-01T08:00:00Z',
          'msdyn_OwningCompany@odata.bind': `/cdm_companies(${company})`,
          'msdyn_customer@odata.bind': `/accounts(${account.accountid})`,
          'msdyn_salesorderid@odata.bind': `/salesorders(${contract.salesorderid})`,
        }),
      ),
    () => inFinance(finance, "ProjectsV2(dataAreaId='usmf',ProjectId='PRJ-7001')"),
    (seen) =>
      `Finance holds project usmf PRJ-7001 of contract ${seen.ProjectContractId}, starting ${String(seen.ProjectedStartDate).slice(0, 10)}`,
  );
  await tell.timed(
    'Dataverse',
    'Ben enters contract line 1, 12,500.50 USD, fixed price',
    () =>
      entered(
        dataverse.create('salesorderdetails', {
          salesorderdetailname: 'Refit',
          productdescription: 'Refit of crane 4',
          msdyn_contractlinenumber: 'ORD-7001-1',
          sequencenumber: 1,
          msdyn_linetype: 690970000,
          msdyn_billingmethod: 192350001,
          extendedamount: 12500.5,
          msdyn_includetime: true,
          msdyn_includeexpense: true,
          msdyn_includefee: false,
          msdyn_includematerial: false,
          'salesorderid@odata.bind': `/salesorders(${contract.salesorderid})`,
          'msdyn_Project@odata.bind': `/msdyn_projects(${project.msdyn_projectid})`,
        }),
      ),
    () => inFinance(finance, "ProjectContractLines(dataAreaId='usmf',ProjectContractId='ORD-7001',LineSequenceNumber=1)"),
    (seen) => `Finance holds line 1 of ORD-7001: ${seen.LineAmount} for project ${seen.LineProjectId}, ${seen.BillingMethod}`,
  );
  return { company, currency, group, owned, account: account.accountid };
};
