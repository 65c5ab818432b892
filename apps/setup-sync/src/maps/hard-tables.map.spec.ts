import { companies, demf, eur, guid, linksOf, usd, usmf } from '../../test/known-links';
import { contractLinesMap } from './contract-lines.map';
import { customersMap } from './customers.map';
import { exchangeRatesMap } from './exchange-rates.map';
import { milestonesMap } from './milestones.map';
import { productsMap } from './products.map';
import { projectTasksMap } from './project-tasks.map';
import { projectsMap, projectsMapIn } from './projects.map';
import { resourceRolesMap } from './resource-roles.map';
import { namedSetupMapsIn, setupMapsIn } from './setup-maps';

// What makes these tables hard, by name. How it ends between the systems is shown in test/*.e2e.spec.ts.

const contract = guid(50);
const known = {
  ...companies,
  accounts: [
    [guid(52), { dataAreaId: 'usmf', CustomerAccount: 'C-0042' }],
    [guid(53), { dataAreaId: 'demf', CustomerAccount: 'C-0042' }],
  ],
  salesorders: [[contract, { dataAreaId: 'usmf', ProjectContractId: 'PC-7' }]],
  msdyn_projects: [[guid(51), { dataAreaId: 'usmf', ProjectId: 'P-1' }]],
} as const;
const links = linksOf(known);
const project = {
  msdyn_projectid: guid(51),
  msdyn_projectnumber: 'P-1',
  msdyn_owningcompany: usmf,
  msdyn_subject: 'Mountain road',
  msdyn_customer: guid(52),
  msdyn_salesorderid: null,
  statecode: 0,
  statuscode: 1,
};
const task = { msdyn_projecttaskid: guid(101), msdyn_subject: 'Survey', msdyn_project: guid(51), msdyn_parenttask: null };
const role = { bookableresourcecategoryid: guid(40), msdyn_resourcecategorynumber: 'R-7', name: 'Engineer', statecode: 0 };

describe('one row in Dataverse, a row in each legal entity', () => {
  it('is one role under the same number in each of them', () =>
    expect(['usmf', 'demf', 'frrt'].map((scope) => resourceRolesMap.map('dataverse', role, scope, links))).toMatchObject(
      ['usmf', 'demf', 'frrt'].map((dataAreaId) => ({ financeKey: { dataAreaId, RoleId: 'R-7' } })),
    ));

  it('is one product, met by its number, whichever of them released it', () =>
    expect(
      ['usmf', 'demf'].map((dataAreaId) =>
        productsMap.map('finance', { dataAreaId, ProductNumber: 'D0001', ProductName: 'Speaker' }, dataAreaId, links),
      ),
    ).toMatchObject([{ match: { msdyn_productnumber: 'D0001' } }, { match: { msdyn_productnumber: 'D0001' } }]));
});

describe('numbers that repeat between companies', () => {
  it.each([
    [usmf, 'usmf'],
    [demf, 'demf'],
  ])('are two customers: number C-0042 of %s', (company, dataAreaId) =>
    expect(
      customersMap.map(
        'dataverse',
        { accountid: guid(9), accountnumber: 'C-0042', msdyn_company: company, customertypecode: 3 },
        '',
        links,
      ),
    ).toMatchObject({ financeKey: { dataAreaId, CustomerAccount: 'C-0042' } }),
  );

  it('are found in the company of the row that refers to them', () =>
    expect(
      ['usmf', 'demf'].map((dataAreaId) =>
        customersMap.map('finance', { dataAreaId, CustomerAccount: 'X', PartyType: 'Organization', InvoiceAccount: 'C-0042' }, '', links),
      ),
    ).toMatchObject([{ values: { msdyn_billingaccount: guid(52) } }, { values: { msdyn_billingaccount: guid(53) } }]));

  it('are never taken from another company', () =>
    expect(projectsMap.map('dataverse', { ...project, msdyn_customer: guid(53) }, '', links)).toMatchObject({
      kind: 'failed',
      code: 'REFERENCE_IN_OTHER_COMPANY',
    }));
});

describe('keys that arrive late', () => {
  it.each([
    ['a project without its number', projectsMap, { ...project, msdyn_projectnumber: null }, 'msdyn_projectnumber'],
    ['a task without its activity number', projectTasksMap, { ...task, msdyn_activitynumber: null }, 'msdyn_activitynumber'],
    [
      'a contract line without its place',
      contractLinesMap,
      { salesorderdetailid: guid(60), salesorderid: contract, sequencenumber: null, msdyn_linetype: 690970000 },
      'sequencenumber',
    ],
  ])('leave %s out of Finance, naming the column', (_, map, row, column) =>
    expect(map.map('dataverse', row, '', links)).toMatchObject({ kind: 'keyless', column, message: expect.stringContaining(column) }),
  );

  it('let the row in when they come', () =>
    expect(projectTasksMap.map('dataverse', { ...task, msdyn_activitynumber: 'A-2' }, '', links)).toMatchObject({
      financeKey: { dataAreaId: 'usmf', ProjectId: 'P-1', TaskId: 'A-2' },
    }));

  it('make what names the row wait for it, not for the number (I6)', () =>
    expect(
      milestonesMap.map(
        'dataverse',
        { msdyn_contractlinescheduleofvalueid: guid(110), msdyn_contract: contract, msdyn_projecttask: guid(101) },
        '',
        links,
      ),
    ).toEqual({ kind: 'missing', missing: [{ map: 'msdyn_projecttasks', system: 'dataverse', id: guid(101) }] }));
});

describe('rows that application users may not write', () => {
  const { projectTasksMap: tasks } = namedSetupMapsIn('UTC');

  it('are never written: no line of the tasks leads to Dataverse, whatever Finance holds', () => {
    expect(tasks.writes).toEqual({ finance: true, dataverse: false });
    expect(
      tasks.map('finance', { dataAreaId: 'usmf', ProjectId: 'P-1', TaskId: 'A-2', TaskName: 'other', TaskElementId: guid(101) }, '', links),
    ).toMatchObject({ values: {}, createValues: {}, match: {} });
  });
});

describe('a tree', () => {
  const child = { ...task, msdyn_activitynumber: 'A-2', msdyn_parenttask: guid(100) };

  it('is sent from its root: a task waits for its summary task (I6)', () =>
    expect(projectTasksMap.map('dataverse', child, '', links)).toEqual({
      kind: 'missing',
      missing: [{ map: 'msdyn_projecttasks', system: 'dataverse', id: guid(100) }],
    }));

  it('may end in itself: a customer that invoices itself waits for nobody (I6)', () =>
    expect(
      customersMap.map(
        'dataverse',
        { accountid: guid(9), accountnumber: 'C-9', msdyn_company: usmf, customertypecode: 3, msdyn_billingaccount: guid(9) },
        '',
        links,
      ),
    ).toMatchObject({ kind: 'mapped', values: { InvoiceAccount: 'C-9' } }));
});

describe('a lookup that is cleared', () => {
  it('clears the number on the other side, and waits for nobody', () =>
    expect(projectsMap.map('dataverse', { ...project, msdyn_customer: null }, '', links)).toMatchObject({
      kind: 'mapped',
      values: { CustomerAccountNumber: null, ProjectContractId: null },
    }));

  it('fails where the key comes through it: the row belongs to no contract any more', () =>
    expect(
      contractLinesMap.map(
        'dataverse',
        { salesorderdetailid: guid(60), salesorderid: null, sequencenumber: 1, msdyn_linetype: 690970000 },
        '',
        links,
      ),
    ).toMatchObject({ code: 'INCOMPLETE_KEY' }));
});

describe('companies that are not switched on', () => {
  const maps = new Map(setupMapsIn('UTC', 'USMF,ussi').map((map) => [map.id, map]));
  const off = { kind: 'excluded', by: 'legal entity demf is not switched on (CONCORD_LEGAL_ENTITIES)' };

  it.each([
    ['cdm_companies', 'finance', { LegalEntityId: 'DEMF', Name: 'Germany' }],
    ['msdyn_ledgers', 'finance', { LegalEntityId: 'DEMF', AccountingCurrency: 'EUR' }],
    ['accounts', 'finance', { dataAreaId: 'demf', CustomerAccount: 'C-1', PartyType: 'Organization' }],
    ['msdyn_projects', 'dataverse', { ...project, msdyn_owningcompany: demf, msdyn_customer: null }],
  ] as const)('take no part: %s, from %s', (map, from, row) => expect(maps.get(map)?.map(from, row, '', links)).toEqual(off));

  it('ask for nothing', () =>
    expect(
      maps.get('accounts')?.referencesOf('finance', { dataAreaId: 'demf', CustomerAccount: 'C-1', PartyType: 'Organization' }, ''),
    ).toEqual([]));

  it('leave the others alone, in any letter case, and what is of no company', () => {
    expect(maps.get('cdm_companies')?.map('finance', { LegalEntityId: 'USMF', Name: 'USA' }, '', links)).toMatchObject({ kind: 'mapped' });
    expect(maps.get('msdyn_projects')?.map('dataverse', project, '', links)).toMatchObject({ kind: 'mapped' });
    expect(maps.get('transactioncurrencies')?.map('finance', { CurrencyCode: 'EUR', Name: 'Euro' }, '', links)).toMatchObject({
      kind: 'mapped',
    });
  });
});

describe('decimals', () => {
  const pair = { ExchangeRateTypeName: 'Default', FromCurrencyCode: 'EUR', ToCurrencyCode: 'USD' };
  const there = linksOf({
    ...known,
    msdyn_currencyexchangeratepairs: [[guid(21), pair]],
    uoms: [],
    transactioncurrencies: [
      [eur, { CurrencyCode: 'EUR' }],
      [usd, { CurrencyCode: 'USD' }],
    ],
  });

  it.each([
    ['1.12345678901', '1.123456789'],
    ['0.00000000005', '0.0000000001'],
    ['108.2500000000', '108.25'],
    ['12345678901.1234567891', '12345678901.1234567891'],
  ])('of a rate are 10: %s becomes %s', (Rate, msdyn_exchangerate) =>
    expect(exchangeRatesMap.map('finance', { ...pair, ValidFrom: '2026-01-01', Rate }, '', there)).toMatchObject({
      values: { msdyn_exchangerate },
    }),
  );

  it.each([
    ['12.345678', '12.3457'],
    ['-0.00005', '-0.0001'],
    ['99999999999.99995', '100000000000'],
    ['7.1234', '7.1234'],
  ])('of a price in Finance are 6 and more, in Dataverse 4: %s becomes %s', (SalesPrice, price) =>
    expect(productsMap.map('finance', { dataAreaId: 'usmf', ProductNumber: 'D1', SalesPrice }, 'usmf', there)).toMatchObject({
      values: { price },
    }),
  );

  it.each([
    ['12500.5000', '12500.5'],
    ['0.0001', '0.0001'],
    ['922337203685477.5807', '922337203685477.5807'],
  ])('of money in Dataverse are 4, and none is lost on the way to Finance: %s becomes %s', (extendedamount, LineAmount) =>
    expect(
      contractLinesMap.map(
        'dataverse',
        { salesorderdetailid: guid(60), salesorderid: contract, sequencenumber: 1, msdyn_linetype: 690970000, extendedamount },
        '',
        there,
      ),
    ).toMatchObject({ values: { LineAmount } }),
  );
});

describe('a number that is empty', () => {
  it('is 0 in Finance, which knows no empty number and would send 0 back (I5)', () => {
    const line = {
      salesorderdetailid: guid(60),
      salesorderid: contract,
      sequencenumber: 1,
      msdyn_linetype: 690970000,
      extendedamount: null,
    };
    expect(contractLinesMap.map('dataverse', line, '', links)).toMatchObject({ values: { LineAmount: '0' } });
    const numbered = { ...task, msdyn_activitynumber: 'A-2', msdyn_outlinelevel: null, msdyn_displaysequence: null };
    expect(projectTasksMap.map('dataverse', numbered, '', links)).toMatchObject({
      values: { TaskOutlineLevel: 0, TaskDisplaySequence: '0' },
    });
  });
});

describe('days at the border', () => {
  it.each([
    ['UTC', '2026-03-31T23:59:59Z', '2026-03-31'],
    ['UTC', '2026-04-01T00:00:00Z', '2026-04-01'],
    ['Europe/Berlin', '2026-03-31T22:00:00Z', '2026-04-01'], // summer time
    ['Europe/Berlin', '2026-01-31T22:59:59Z', '2026-01-31'], // winter time
    ['America/Los_Angeles', '2026-04-01T06:59:59Z', '2026-03-31'],
    ['Australia/Sydney', '2026-03-31T13:00:00Z', '2026-04-01'],
    ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '2027-01-01'],
    ['Pacific/Pago_Pago', '2027-01-01T10:59:59Z', '2026-12-31'],
  ])('of an instant are those of the place: in %s, %s is %s', (timeZone, msdyn_finish, ProjectedEndDate) =>
    expect(projectsMapIn(timeZone).map('dataverse', { ...project, msdyn_finish }, '', links)).toMatchObject({
      values: { ProjectedEndDate },
    }),
  );

  it.each(['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
    "of a column that holds a day are nobody's: in %s a milestone stays where it is",
    (timeZone) =>
      expect(
        namedSetupMapsIn(timeZone).milestonesMap.map(
          'dataverse',
          { msdyn_contractlinescheduleofvalueid: guid(110), msdyn_contract: contract, msdyn_milestonedate: '2026-03-31' },
          '',
          links,
        ),
      ).toMatchObject({ values: { TransactionDate: '2026-03-31' } }),
  );
});
