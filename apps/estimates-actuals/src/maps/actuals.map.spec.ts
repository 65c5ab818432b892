import type { Row } from '@concord/contracts';
import { guid, ids, known, without } from '../../test/known-records';
import { actualsMapIn } from './actuals.map';

const map = actualsMapIn('UTC');
const empty: Row = Object.fromEntries(map.dataverse.columns.map(({ name }) => [name, null]));
const cost: Row = {
  ...empty,
  msdyn_actualid: guid(70),
  msdyn_actualimportid: guid(71),
  msdyn_owningcompany: ids.uspm,
  msdyn_skipsync: false,
  msdyn_transactiontypecode: 192350000,
  msdyn_transactionclassification: 192350000,
  msdyn_project: ids.project,
  msdyn_task: ids.task,
  msdyn_transactioncategory: ids.category,
  transactioncurrencyid: ids.usd,
  msdyn_quantity: '8',
  msdyn_price: '100.1234',
  msdyn_amount: '800.9872',
  msdyn_transactiondate: '2026-03-02',
  msdyn_accountingdate: '2026-03-02T23:30:00Z',
  statecode: 0,
  statuscode: 1,
};
const unbilled: Row = { ...cost, msdyn_transactiontypecode: 192350005, msdyn_billingtype: 192350001 };
const toFinance = (row: Row) => map.map('dataverse', row, '', known);

describe('actuals', () => {
  it('are staged under import id and company, with all they refer to and numbers that are never empty', () =>
    expect(
      toFinance({ ...unbilled, msdyn_projectcontractsplitbillingrule: ids.payer, msdyn_unit: ids.hour, msdyn_bookableresource: ids.bob }),
    ).toMatchObject({
      kind: 'mapped',
      financeKey: { dataAreaId: 'uspm', ActualsImportId: guid(71) },
      values: {
        ActualId: guid(70),
        TransactionType: 'Sales',
        TransactionClassification: 192350000,
        BillingType: 'Chargeable',
        BillingStatusId: 0,
        AdjustmentStatus: 0,
        ProjectId: 'P-1',
        ProjectDataAreaId: 'uspm',
        TaskNumber: 'A-1',
        TransactionCategoryId: 'TCN-1',
        ContractId: 'C-1',
        FundingSource: 'F-1',
        UnitOfMeasure: 'h',
        TransactionCurrencyId: 'USD',
        UnitPrice: '100.1234',
        Amount: '800.9872',
        ResourceId: ids.bob,
        DocumentDate: '2026-03-02',
        SalesTaxAmount: '0',
      },
      createValues: { IsJournalized: 'No' },
    }));

  it('never send what Finance alone fills, nor, after the first time, what it goes on with', () => {
    const mapped = toFinance({ ...cost, msdyn_vouchernumber: 'V-1', msdyn_accountingamount: '5' });
    for (const column of ['VoucherNumber', 'AccountingAmount', 'ExchangeRate', 'IsJournalized'])
      expect(mapped).not.toHaveProperty(`values.${column}`);
  });

  it.each<[string, Row]>([
    ['with Skip Sync', { ...unbilled, msdyn_skipsync: true }],
    ['of cost without a project', { ...cost, msdyn_project: null }],
    ['of unbilled sales that are a transition', { ...unbilled, msdyn_istransition: true }],
    ['of a project contract', { ...cost, msdyn_transactiontypecode: 192350004 }],
  ])('%s stay in Dataverse', (_, row) => expect(toFinance(row)).toMatchObject({ kind: 'excluded' }));

  it.each([
    [192350006, 'BilledSales'],
    [192350007, 'ResourcingUnitCost'],
    [192350008, 'InterOrgSales'],
  ])('of type %i go as %s', (msdyn_transactiontypecode, TransactionType) =>
    expect(toFinance({ ...unbilled, msdyn_transactiontypecode })).toMatchObject({ values: { TransactionType } }),
  );

  it('that reverse another go with their sign, and their original with its new status', () => {
    expect(toFinance({ ...unbilled, msdyn_quantity: '-8', msdyn_amount: '-800.9872', msdyn_adjustmentstatus: 192350002 })).toMatchObject({
      kind: 'mapped',
      values: { Quantity: '-8', Amount: '-800.9872', AdjustmentStatus: 192350002 },
    });
    expect(toFinance({ ...unbilled, msdyn_adjustmentstatus: 192350001, msdyn_billingstatus: 192350003 })).toMatchObject({
      values: { AdjustmentStatus: 192350001, BillingStatusId: 192350003 },
    });
  });

  it('of a lending company are staged there, and name the project of the borrowing one', () =>
    expect(
      toFinance({ ...unbilled, msdyn_transactiontypecode: 192350008, msdyn_owningcompany: ids.gbpm, msdyn_resourcingcompany: ids.gbpm }),
    ).toMatchObject({
      kind: 'mapped',
      financeKey: { dataAreaId: 'gbpm' },
      values: { ProjectId: 'P-1', ProjectDataAreaId: 'uspm', ResourcingCompany: 'GBPM' },
    }));

  it('of billed sales name their proposal, and in a unit without a symbol none', () =>
    expect(
      toFinance({ ...unbilled, msdyn_transactiontypecode: 192350006, msdyn_invoice: ids.invoice, msdyn_unit: ids.minute }),
    ).toMatchObject({
      values: { InvoiceProposalId: 'INV-01017', UnitOfMeasure: null },
    }));

  it.each([
    ['America/Los_Angeles', '2026-03-02'],
    ['Europe/Berlin', '2026-03-03'],
  ])('have their accounting date in %s on %s, and their document date on the same day everywhere', (timeZone, AccountingDate) =>
    expect(actualsMapIn(timeZone).map('dataverse', cost, '', known)).toMatchObject({
      values: { AccountingDate, DocumentDate: '2026-03-02' },
    }),
  );

  it('without an import id wait until they have one: it is half of the key', () =>
    expect(toFinance({ ...cost, msdyn_actualimportid: null })).toMatchObject({ kind: 'keyless', column: 'msdyn_actualimportid' }));

  it('wait for project and category (I6)', () => {
    expect(map.map('dataverse', cost, '', without('msdyn_projects'))).toMatchObject({
      kind: 'missing',
      missing: [{ map: 'msdyn_projects' }],
    });
    expect(map.map('dataverse', cost, '', without('msdyn_transactioncategories'))).toMatchObject({ kind: 'missing' });
  });
});

describe('actuals that only Finance completes', () => {
  const staged: Row = {
    ...Object.fromEntries(map.finance.columns.map(({ name }) => [name, null])),
    dataAreaId: 'uspm',
    ActualsImportId: guid(71),
    AccountingAmount: '0',
    ExchangeRate: '0',
    SalesTaxAmount: '5',
  };
  const toDataverse = (row: Row) => map.map('finance', row, '', known);

  it('tell Dataverse nothing before they are posted: 0 is no amount then, and an entered tax no posted one (S22)', () => {
    const mapped = toDataverse(staged);
    expect(mapped).toMatchObject({ kind: 'mapped', values: { msdyn_vouchernumber: null } });
    for (const column of ['msdyn_accountingamount', 'msdyn_accountexchangerate', 'msdyn_accountingtaxamount'])
      expect(mapped).not.toHaveProperty(`values.${column}`);
  });

  it('tell all four values once they are, amounts to 4 decimals and the rate to 10, as it came', () =>
    expect(
      toDataverse({ ...staged, VoucherNumber: 'V-1', AccountingAmount: '640.456789', ExchangeRate: '0.80057087514', SalesTaxAmount: '0' }),
    ).toMatchObject({
      values: {
        msdyn_vouchernumber: 'V-1',
        msdyn_accountingamount: '640.4568',
        msdyn_accountexchangerate: '0.8005708751',
        msdyn_accountingtaxamount: '0',
      },
    }));

  it('tell nothing besides: what Dataverse makes is not overwritten', () =>
    expect(Object.keys((toDataverse({ ...staged, VoucherNumber: 'V-1', Amount: '1' }) as { values: Row }).values).sort()).toEqual([
      'msdyn_accountexchangerate',
      'msdyn_accountingamount',
      'msdyn_accountingtaxamount',
      'msdyn_actualimportid',
      'msdyn_owningcompany',
      'msdyn_vouchernumber',
    ]));

  it('keep what was posted where both sides changed the tax, and never make or delete an actual', () =>
    expect(map).toMatchObject({ master: 'finance', creates: 'dataverse', onDelete: 'keep' }));
});
