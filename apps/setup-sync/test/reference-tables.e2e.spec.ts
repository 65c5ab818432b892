import { randomUUID } from 'node:crypto';
import { useStack, type World } from '@concord/testing';
import { SetupWorld } from './setup-world';

/** What Finance keeps for Dataverse to refer to: ledgers, vendors, workers, units, products. */
describe('reference tables stay in step', () => {
  let setup: SetupWorld;
  let world: World;
  afterAll(() => setup?.stop(), 60_000); // before the stack's own: hooks run in order
  const stack = useStack();
  let usmf: string;

  beforeAll(async () => {
    setup = await SetupWorld.start({ brokers: stack.brokers, postgresUrl: stack.postgresUrl, topicPrefix: stack.topicPrefix });
    world = setup.world;
    usmf = await setup.idOf('cdm_companies', 'cdm_companyid', { cdm_companycode: 'USMF' });
  }, 180_000);

  it('a ledger comes under its company, with the calendar, chart and currencies it names', async () => {
    await setup.done(world.finance.create('LegalEntities', { LegalEntityId: 'ITCO', Name: 'Contoso Italy' }));
    await setup.done(world.finance.create('FiscalCalendarsEntity', { CalendarId: 'E2E', Description: 'July to June' }));
    await setup.done(
      world.finance.create('ChartOfAccounts', { ChartOfAccounts: 'E2E', Description: 'of Italy', MainAccountMask: '######' }),
    );
    await setup.done(
      world.finance.create('Ledgers', {
        LegalEntityId: 'ITCO',
        Name: 'ITCO',
        AccountingCurrency: 'EUR',
        ReportingCurrency: 'USD',
        ExchangeRateType: 'Default',
        ChartOfAccounts: 'E2E',
        FiscalCalendar: 'E2E',
        IsBudgetControlEnabled: 'Yes',
      }),
    );
    const company = await setup.arrives('dataverse', 'cdm_companies', { cdm_companycode: 'ITCO' });
    const calendar = await setup.arrives('dataverse', 'msdyn_fiscalcalendars', {
      msdyn_calendar: 'E2E',
      msdyn_description: 'July to June',
    });
    const chart = await setup.arrives('dataverse', 'msdyn_chartofaccountses', { msdyn_name: 'E2E', msdyn_mainaccountmask: '######' });
    const euro = await setup.arrives('dataverse', 'transactioncurrencies', { isocurrencycode: 'EUR' });
    const ledger = await setup.arrives('dataverse', 'msdyn_ledgers', { _msdyn_company_value: company['cdm_companyid'] });
    expect(ledger).toMatchObject({
      msdyn_name: 'ITCO',
      msdyn_isbudgetcontrolenabled: true,
      _msdyn_accountingcurrency_value: euro['transactioncurrencyid'],
      _msdyn_fiscalcalendar_value: calendar['msdyn_fiscalcalendarid'],
      _msdyn_chartofaccounts_value: chart['msdyn_chartofaccountsid'],
    });
    expect(ledger['_msdyn_exchangeratetype_value']).toBeTruthy();
    expect(ledger['_msdyn_budgetexchangeratetype_value'] ?? null).toBeNull();

    await setup.done(
      world.dataverse.change(`msdyn_fiscalcalendars(${String(calendar['msdyn_fiscalcalendarid'])})`, { msdyn_description: 'by hand' }),
    );
    await setup.arrives('finance', 'FiscalCalendarsEntity', { CalendarId: 'E2E', Description: 'by hand' });
    await setup.done(world.dataverse.create('msdyn_chartofaccountses', { msdyn_name: 'E2E-2', msdyn_description: 'from Dataverse' }));
    await setup.arrives('finance', 'ChartOfAccounts', { ChartOfAccounts: 'E2E-2', Description: 'from Dataverse' });
  }, 90_000);

  it('vendors travel both ways, a lookup that is cleared included', async () => {
    const group = randomUUID();
    await setup.done(world.finance.create('VendorGroups', { dataAreaId: 'usmf', VendorGroupId: 'E2E', Description: 'of the spec' }));
    await setup.done(
      world.dataverse.create('msdyn_vendorgroups', {
        msdyn_vendorgroupid: group,
        msdyn_vendorgroup: 'E2E',
        'msdyn_company@odata.bind': `/cdm_companies(${usmf})`,
      }),
    );
    await setup.done(
      world.finance.create('VendorsV2', {
        dataAreaId: 'usmf',
        VendorAccountNumber: 'V-E2E',
        VendorPartyType: 'Person',
        VendorOrganizationName: 'Ada Byron',
        VendorGroupId: 'E2E',
        CurrencyCode: 'USD',
        DefaultPaymentTermsName: 'Net30',
        OnHoldStatus: 'Payment',
      }),
    );
    const vendor = await setup.arrives('dataverse', 'msdyn_vendors', {
      msdyn_vendoraccountnumber: 'V-E2E',
      msdyn_name: 'Ada Byron',
      msdyn_isperson: true,
      msdyn_onholdstatus: 806380003,
      _msdyn_company_value: usmf,
      _msdyn_vendorgroupid_value: group,
    });
    expect(vendor['_msdyn_paymentterms_value']).toBeTruthy();
    await setup.done(
      world.dataverse.change(`msdyn_vendors(${String(vendor['msdyn_vendorid'])})`, {
        msdyn_name: 'Ada King',
        'msdyn_paymentterms@odata.bind': null,
      }),
    );
    await setup.arrives('finance', 'VendorsV2', {
      VendorAccountNumber: 'V-E2E',
      VendorOrganizationName: 'Ada King',
      DefaultPaymentTermsName: '',
    });
    await setup.done(
      world.dataverse.create('msdyn_vendors', {
        msdyn_vendoraccountnumber: 'V-DV',
        msdyn_name: 'From Dataverse',
        'msdyn_company@odata.bind': `/cdm_companies(${usmf})`,
        'msdyn_vendorgroupid@odata.bind': `/msdyn_vendorgroups(${group})`,
      }),
    );
    await setup.arrives('finance', 'VendorsV2', {
      dataAreaId: 'usmf',
      VendorAccountNumber: 'V-DV',
      VendorPartyType: 'Organization',
      VendorGroupId: 'E2E',
      OnHoldStatus: 'No',
    });
  }, 90_000);

  it('workers travel both ways; kind, status and full name only from Finance', async () => {
    await setup.done(
      world.finance.create('Workers', {
        PersonnelNumber: 'E2E-1',
        FirstName: 'Ada',
        LastName: 'Byron',
        Name: 'Ada Byron',
        WorkerType: 'Both',
        WorkerStatus: 'Terminated',
        Gender: 'Female',
        BirthDate: '1985-12-10T12:00:00Z',
      }),
    );
    const worker = await setup.arrives('dataverse', 'cdm_workers', {
      cdm_workernumber: 'E2E-1',
      cdm_fullname: 'Ada Byron',
      cdm_type: 754400000,
      cdm_status: 754400001,
      cdm_gender: 754400001,
      cdm_birthdate: '1985-12-10',
    });
    await setup.done(world.dataverse.change(`cdm_workers(${String(worker['cdm_workerid'])})`, { cdm_primarytelephone: '+44 20' }));
    await setup.arrives('finance', 'Workers', { PersonnelNumber: 'E2E-1', PrimaryContactPhone: '+44 20', WorkerType: 'Both' });
    await setup.done(
      world.dataverse.create('cdm_workers', { cdm_workernumber: 'E2E-2', cdm_firstname: 'Charles', cdm_lastname: 'Babbage' }),
    );
    await setup.arrives('finance', 'Workers', { PersonnelNumber: 'E2E-2', FirstName: 'Charles', Gender: 'None' });
  }, 90_000);

  it('a unit waits for its unit group, and a product for its unit (I6); companies share the row of a product', async () => {
    for (const dataAreaId of ['usmf', 'demf']) {
      await setup.done(
        world.finance.create('EcoResReleasedDistinctProductCDSs', {
          dataAreaId,
          ProductNumber: 'E2E-P',
          ItemNumber: 'E2E-I',
          ProductName: 'Gravel',
          CurrencyCode: 'EUR',
          SalesPrice: 12.345678,
          UnitCost: 7,
          ProductType: 'Item',
          IsStockedProduct: 'No',
        }),
      );
    }
    const product = await setup.arrives('dataverse', 'products', {
      msdyn_productnumber: 'E2E-P',
      msdyn_itemnumber: 'E2E-I',
      name: 'Gravel',
      producttypecode: 1,
      msdyn_isstockedproduct: false,
      quantitydecimal: 0,
    });
    expect(Number(product['price'])).toBe(12.3457);
    await setup.done(
      world.finance.create('UnitsOfMeasure', {
        UnitSymbol: 'e2e',
        UnitClass: 'Mass',
        DecimalPrecision: 3,
        SystemOfUnits: 'Metric',
        UnitDescription: 'by the spec',
      }),
    );
    for (const dataAreaId of ['usmf', 'demf']) {
      await setup.done(
        world.finance.change(`EcoResReleasedDistinctProductCDSs(dataAreaId='${dataAreaId}',ProductNumber='E2E-P')?cross-company=true`, {
          SalesUnitSymbol: 'e2e',
        }),
      );
    }
    const massGroup = (await world.control.rows('dataverse', 'uomschedules')).find(({ name }) => name === 'Mass');
    const uomscheduleid = String(massGroup?.['uomscheduleid'] ?? randomUUID());
    if (!massGroup) await setup.done(world.dataverse.create('uomschedules', { uomscheduleid, name: 'Mass' }));
    const unit = await setup.arrives('dataverse', 'uoms', {
      msdyn_symbol: 'e2e',
      name: 'e2e',
      msdyn_externalunitclassname: 'Mass',
      msdyn_decimalprecision: 3,
      msdyn_systemofunits: 192350001,
      _uomscheduleid_value: uomscheduleid,
    });
    await setup.arrives('dataverse', 'products', { msdyn_productnumber: 'E2E-P', _defaultuomid_value: unit['uomid'] });
    const rows = (await world.control.rows('dataverse', 'products')).filter((row) => row['msdyn_productnumber'] === 'E2E-P');
    expect(rows).toHaveLength(1);
  }, 90_000);
});
