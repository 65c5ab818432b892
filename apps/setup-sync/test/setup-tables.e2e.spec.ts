import { randomUUID } from 'node:crypto';
import { useStack, type World } from '@concord/testing';
import { SetupWorld, type Row } from './setup-world';

/** Each map family through the whole path: people on both sides, real Kafka and PostgreSQL, services as processes. */
describe('setup tables stay in step', () => {
  let setup: SetupWorld;
  let world: World;
  afterAll(() => setup?.stop(), 60_000); // before the stack's own: hooks run in order
  const stack = useStack();
  /** Ids of the demo data, by what they stand for. */
  let ids: { readonly usmf: string; readonly usd: string; readonly group: string; readonly net30: string };

  beforeAll(async () => {
    setup = await SetupWorld.start({ brokers: stack.brokers, postgresUrl: stack.postgresUrl, topicPrefix: stack.topicPrefix });
    world = setup.world;
    const usmf = await setup.idOf('cdm_companies', 'cdm_companyid', { cdm_companycode: 'USMF' });
    ids = {
      usmf,
      usd: await setup.idOf('transactioncurrencies', 'transactioncurrencyid', { isocurrencycode: 'USD' }),
      group: await setup.idOf('msdyn_customergroups', 'msdyn_customergroupid', { _msdyn_company_value: usmf, msdyn_groupid: '10' }),
      net30: await setup.idOf('msdyn_paymentterms', 'msdyn_paymenttermid', { _msdyn_company_value: usmf, msdyn_name: 'Net30' }),
    };
  }, 180_000);

  const arrives: SetupWorld['arrives'] = (...words) => setup.arrives(...words);
  const leaves: SetupWorld['leaves'] = (...words) => setup.leaves(...words);
  const done: SetupWorld['done'] = (answer) => setup.done(answer);
  const account = async (number: string, more: Row = {}): Promise<string> => {
    const accountid = randomUUID();
    await done(
      world.dataverse.create('accounts', {
        accountid,
        accountnumber: number,
        name: `Account ${number}`,
        customertypecode: 3,
        'msdyn_company@odata.bind': `/cdm_companies(${ids.usmf})`,
        'transactioncurrencyid@odata.bind': `/transactioncurrencies(${ids.usd})`,
        'msdyn_customergroupid@odata.bind': `/msdyn_customergroups(${ids.group})`,
        ...more,
      }),
    );
    return accountid;
  };

  it('legal entities, currencies and rates come from Finance, each rate under its pair', async () => {
    await arrives('dataverse', 'transactioncurrencies', { isocurrencycode: 'GBP', currencyname: 'British Pound', currencysymbol: '£' });
    const pair = await arrives('dataverse', 'msdyn_currencyexchangeratepairs', { msdyn_displayfactor: 192350004 });
    const rate = await arrives('dataverse', 'msdyn_currencyexchangerates', {
      _msdyn_currencyexchangeratepair_value: pair['msdyn_currencyexchangeratepairid'],
    });
    expect(Number(rate['msdyn_exchangerate'])).toBe(66.35);
    expect(String(rate['msdyn_validfrom']).slice(0, 10)).toBe('2026-01-01');
    await done(world.finance.create('LegalEntities', { LegalEntityId: 'FRRT', Name: 'Contoso France' }));
    await arrives('dataverse', 'cdm_companies', { cdm_companycode: 'FRRT', cdm_name: 'Contoso France' });
  }, 90_000);

  it('currencies, rate types and pairs go the other way too', async () => {
    const gbp = await arrives('dataverse', 'transactioncurrencies', { isocurrencycode: 'GBP' });
    await done(
      world.dataverse.change(`transactioncurrencies(${String(gbp['transactioncurrencyid'])})`, { currencyname: 'Pound sterling' }),
    );
    await arrives('finance', 'Currencies', { CurrencyCode: 'GBP', Name: 'Pound sterling' });
    const type = randomUUID();
    await done(
      world.dataverse.create('msdyn_exchangeratetypes', {
        msdyn_exchangeratetypeid: type,
        msdyn_name: 'E2E',
        msdyn_description: 'by hand',
      }),
    );
    await done(
      world.dataverse.create('msdyn_currencyexchangeratepairs', {
        'msdyn_currencyexchangeratetypeid@odata.bind': `/msdyn_exchangeratetypes(${type})`,
        'msdyn_fromtransactioncurrencyid@odata.bind': `/transactioncurrencies(${String(gbp['transactioncurrencyid'])})`,
        'msdyn_totransactioncurrencyid@odata.bind': `/transactioncurrencies(${ids.usd})`,
        msdyn_displayfactor: 192350001,
      }),
    );
    await arrives('finance', 'ExchangeRateTypes', { Name: 'E2E', Description: 'by hand' });
    await arrives('finance', 'ExchangeRateCurrencyPairs', {
      ExchangeRateTypeName: 'E2E',
      FromCurrencyCode: 'GBP',
      ToCurrencyCode: 'USD',
      ExchangeRateDisplayFactor: 'Ten',
    });
  }, 90_000);

  it('customers travel both ways, and each side gets what the other changes', async () => {
    const fromFinance = await arrives('dataverse', 'accounts', { accountnumber: 'US-001', name: 'Contoso Retail San Diego' });
    expect(fromFinance).toMatchObject({ customertypecode: 3, _msdyn_company_value: ids.usmf, _msdyn_customergroupid_value: ids.group });
    const id = await account('E2E-1', { address1_city: 'Ulm', msdyn_onholdstatus: 806380001 });
    await arrives('finance', 'CustomersV3', {
      dataAreaId: 'usmf',
      CustomerAccount: 'E2E-1',
      OrganizationName: 'Account E2E-1',
      SalesCurrencyCode: 'USD',
      CustomerGroupId: '10',
      OnHoldStatus: 'Invoice',
      DeliveryAddressCity: 'Ulm',
      LanguageId: 'en-us',
    });
    await done(world.dataverse.change(`accounts(${id})`, { name: 'Renamed in Dataverse' }));
    await arrives('finance', 'CustomersV3', { CustomerAccount: 'E2E-1', OrganizationName: 'Renamed in Dataverse' });
    await done(
      world.finance.change("CustomersV3(dataAreaId='usmf',CustomerAccount='E2E-1')?cross-company=true", { SalesMemo: 'from Finance' }),
    );
    await arrives('dataverse', 'accounts', { accountnumber: 'E2E-1', name: 'Renamed in Dataverse', description: 'from Finance' });
  }, 90_000);

  it('a customer that invoices itself waits for nobody (I6)', async () => {
    const id = await account('E2E-SELF');
    await done(world.dataverse.change(`accounts(${id})`, { 'msdyn_billingaccount@odata.bind': `/accounts(${id})` }));
    await arrives('finance', 'CustomersV3', { CustomerAccount: 'E2E-SELF', InvoiceAccount: 'E2E-SELF' });
    const customer = {
      dataAreaId: 'usmf',
      CustomerAccount: 'E2E-OWN',
      OrganizationName: 'Own',
      PartyType: 'Organization',
      CustomerGroupId: '10',
      InvoiceAccount: 'E2E-OWN',
    };
    await done(world.finance.create('CustomersV3', customer));
    const { accountid } = await arrives('dataverse', 'accounts', { accountnumber: 'E2E-OWN' });
    await arrives('dataverse', 'accounts', { accountnumber: 'E2E-OWN', _msdyn_billingaccount_value: accountid });
    await setup.stands('accounts', String(accountid), 'synced');
  }, 60_000);

  it('roles are in every legal entity, one that joined later included, and disabled where they are deleted', async () => {
    await arrives('finance', 'ResResourceCategories', { dataAreaId: 'frrt', RoleId: 'ROLE-000001', Description: 'Consultant' });
    const roleId = randomUUID();
    await done(
      world.dataverse.create('bookableresourcecategories', {
        bookableresourcecategoryid: roleId,
        name: 'Surveyor',
        msdyn_resourcecategorynumber: 'R-E2E',
      }),
    );
    for (const dataAreaId of ['usmf', 'ussi', 'demf', 'frrt']) {
      await arrives('finance', 'ResResourceCategories', { dataAreaId, RoleId: 'R-E2E', Description: 'Surveyor', IsCategoryDisabled: 'No' });
    }
    await done(world.dataverse.remove(`bookableresourcecategories(${roleId})`));
    for (const dataAreaId of ['usmf', 'ussi', 'demf', 'frrt']) {
      await arrives('finance', 'ResResourceCategories', { dataAreaId, RoleId: 'R-E2E', IsCategoryDisabled: 'Yes' });
    }
  }, 90_000);

  it('a project and a contract line that come before what they need wait, and arrive whole (I6)', async () => {
    const [contract, project, line, funding, customer] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await done(
      world.dataverse.create('accounts', {
        accountid: customer,
        name: 'Not a customer yet',
        accountnumber: 'E2E-2',
        'msdyn_company@odata.bind': `/cdm_companies(${ids.usmf})`,
      }),
    );
    await done(
      world.dataverse.create('msdyn_projects', {
        msdyn_projectid: project,
        msdyn_projectnumber: 'P-E2E',
        msdyn_subject: 'Mountain road',
        msdyn_scheduledstart: '2026-03-02T08:00:00Z',
        msdyn_finish: '2026-09-30T17:00:00Z',
        'msdyn_OwningCompany@odata.bind': `/cdm_companies(${ids.usmf})`,
        'msdyn_customer@odata.bind': `/accounts(${customer})`,
      }),
    );
    await done(
      world.dataverse.create('salesorders', {
        salesorderid: contract,
        name: 'Mountain road contract',
        msdyn_salesordernumber: 'PC-E2E',
        msdyn_ordertype: 192350001,
        'msdyn_company@odata.bind': `/cdm_companies(${ids.usmf})`,
        'transactioncurrencyid@odata.bind': `/transactioncurrencies(${ids.usd})`,
        'customerid_account@odata.bind': `/accounts(${customer})`,
      }),
    );
    await done(
      world.dataverse.create('salesorderdetails', {
        salesorderdetailid: line,
        salesorderdetailname: 'Surveying',
        productdescription: 'Surveying',
        sequencenumber: 1,
        msdyn_contractlinenumber: 'CL-E2E',
        msdyn_linetype: 690970000,
        msdyn_billingmethod: 192350001,
        extendedamount: 12500.5,
        msdyn_includetime: true,
        'salesorderid@odata.bind': `/salesorders(${contract})`,
        'msdyn_Project@odata.bind': `/msdyn_projects(${project})`,
      }),
    );
    await done(
      world.dataverse.create('msdyn_projectcontractsplitbillingrules', {
        msdyn_projectcontractsplitbillingruleid: funding,
        msdyn_projectcontractsplitbillingrulenumber: 'FS-E2E',
        'msdyn_projectcontractid@odata.bind': `/salesorders(${contract})`,
        'msdyn_customer@odata.bind': `/accounts(${customer})`,
        'msdyn_paymentterm@odata.bind': `/msdyn_paymentterms(${ids.net30})`,
      }),
    );
    await setup.stands('msdyn_projects', project, 'waiting');
    expect((await world.control.rows('finance', 'ProjectsV2')).some(({ ProjectId }) => ProjectId === 'P-E2E')).toBe(false);

    await done(
      world.dataverse.change(`accounts(${customer})`, {
        customertypecode: 3,
        'msdyn_customergroupid@odata.bind': `/msdyn_customergroups(${ids.group})`,
      }),
    );
    await arrives('finance', 'ProjectsV2', {
      dataAreaId: 'usmf',
      ProjectId: 'P-E2E',
      ProjectName: 'Mountain road',
      CustomerAccountNumber: 'E2E-2',
      ProjectStage: 'InProcess',
      ProjectedStartDate: '2026-03-02T12:00:00Z',
      ProjectedEndDate: '2026-09-30T12:00:00Z',
    });
    await arrives('finance', 'ProjectContractHeaders', {
      ProjectContractId: 'PC-E2E',
      SalesCurrencyCode: 'USD',
      CustomerAccountNumber: 'E2E-2',
      IntegrationSourceDataId: 'CDS',
    });
    const arrived = await arrives('finance', 'ProjectContractLines', {
      dataAreaId: 'usmf',
      ProjectContractId: 'PC-E2E',
      LineSequenceNumber: 1,
      ContractLineId: 'CL-E2E',
      BillingMethod: 'FixedPrice',
      LineProjectId: 'P-E2E',
      AreHourTransactionsIncluded: 'Yes',
      AreFeeTransactionsIncluded: 'No',
    });
    expect(Number(arrived['LineAmount'])).toBe(12500.5);
    await arrives('finance', 'ProjectFundingSources', {
      ProjectContractID: 'PC-E2E',
      FundingSourceId: 'FS-E2E',
      FundingType: 'Customer',
      CustomerOrOrganization: 'E2E-2',
      TermsOfPayment: 'Net30',
    });

    await done(world.dataverse.change(`msdyn_projects(${project})`, { statecode: 1, statuscode: 192350000 }));
    await arrives('finance', 'ProjectsV2', { ProjectId: 'P-E2E', ProjectStage: 'Completed' });
    await done(world.dataverse.remove(`salesorderdetails(${line})`));
    await leaves('finance', 'ProjectContractLines', { ContractLineId: 'CL-E2E' });
  }, 180_000);

  it('transaction categories go to Finance; a project still being copied does not', async () => {
    await arrives('finance', 'ProjectTransactionCategories', { CategoryId: 'TCN-0000000001', Name: 'Travel' });
    const project = randomUUID();
    await done(
      world.dataverse.create('msdyn_projects', {
        msdyn_projectid: project,
        msdyn_projectnumber: 'P-COPY',
        msdyn_subject: 'Copy',
        statuscode: 192350001,
        'msdyn_OwningCompany@odata.bind': `/cdm_companies(${ids.usmf})`,
      }),
    );
    await setup.stands('msdyn_projects', project, 'excluded');
    await done(world.dataverse.change(`msdyn_projects(${project})`, { statuscode: 1 }));
    await arrives('finance', 'ProjectsV2', { ProjectId: 'P-COPY', ProjectStage: 'InProcess' });
  }, 90_000);
});
