import { actualId, classes, FinanceOffice } from '../../../test/finance-office';

const cost = { TransactionType: 'Cost', UnitPrice: 100 } as const;

describe('Staging of actuals', () => {
  let office: FinanceOffice;

  beforeEach(() => {
    office = new FinanceOffice();
    office.project('P-1', 'internal');
  });

  it('refuses a billing type without line property, in the documented words, and takes it once the default is set (STG-01)', () => {
    office.act('set-billing-type-default', { company: 'uspm', billingType: 'NotAvailable' });
    expect(office.stage(1, cost)).toEqual({
      status: 400,
      message:
        "Write failed for table row of type 'ProjActualsImportEntity'. Infolog: Warning: Line property Not available doesn't exist.; " +
        "Warning: validateWrite failed on data source 'ProjCDSActualsImport (ProjCDSActualsImport)'.",
    });
    expect(office.rows('ProjActualsImports')).toEqual([]);
    office.act('set-billing-type-default', { company: 'uspm', billingType: 'NotAvailable', lineProperty: 'NONBILL' });
    expect(office.stage(1, cost).status).toBe(201);
    office.import();
    expect(office.line(1)['LinePropertyId']).toBe('NONBILL');
  });

  it('refuses rows of a company without the integration, and rows that lack what an actual cannot be without (STG-02)', () => {
    office.act('set-project-parameters', { company: 'uspm', values: { IsIntegrationEnabled: 'No' } });
    expect(office.stage(1, cost).message).toContain('Project Operations integration is not enabled in legal entity USPM.');
    office.act('set-project-parameters', { company: 'uspm', values: { IsIntegrationEnabled: 'Yes' } });
    for (const [column, value, label] of [
      ['ProjectId', '', 'Project ID'],
      ['TransactionCurrencyId', '', 'Transaction currency'],
      ['TransactionClassification', 0, 'Transaction classification'],
    ] as const)
      expect([column, office.stage(1, { ...cost, [column]: value }).message]).toEqual([
        column,
        expect.stringContaining(`Field '${label}' must be filled in.`),
      ]);
    expect(office.stage(1, cost).status).toBe(201);
  });

  it('takes a changed actual until it is imported; afterwards the write succeeds and changes states only (STG-03)', () => {
    office.stage(1, cost);
    expect(office.stage(1, cost).message).toContain('The record already exists');
    expect(office.restage(1, { Quantity: 6, Amount: 600 }).status).toBe(204);
    office.import();
    expect(office.line(1)['ExtendedCost']).toBe('600');
    expect(office.restage(1, { Quantity: 9, Amount: 900, AdjustmentStatus: 192350001 }).status).toBe(204);
    expect(office.staged(1)).toMatchObject({ Quantity: '6', Amount: '600', AdjustmentStatus: 192350001 });
    expect(
      office.api('DELETE', `ProjActualsImports(dataAreaId='uspm',ActualsImportId=${String(office.staged(1)['ActualsImportId'])})`).message,
    ).toContain('has been imported');
  });

  it('refuses the cost of lent resources, which has Skip Sync (3.1)', () => {
    expect(office.stage(1, { ...cost, ResourcingCompany: 'GBPM' }).message).toContain('comes with the intercompany vendor invoice');
    expect(office.stage(1, { ...cost, ResourcingCompany: 'USPM' }).status).toBe(201);
  });

  it('makes shared categories of a transaction category, one for each transaction type, and project categories when asked (20.7)', () => {
    office.api('POST', 'ProjectTransactionCategories', { CategoryId: 'TCN-1', Name: 'Flight' });
    expect(office.rows('SharedCategories').map((row) => [row['CategoryId'], row['TransType'], row['Name']])).toEqual([
      ['TCN-1-1', 'Hour', 'Flight'],
      ['TCN-1-2', 'Revenue', 'Flight'],
      ['TCN-1-3', 'Item', 'Flight'],
      ['TCN-1-4', 'Cost', 'Flight'],
      ['TCN-1-5', 'OnAccount', 'Flight'],
    ]);
    expect(office.act('add-project-category', { company: 'uspm', transactionCategory: 'TCN-1', types: ['Cost'] })).toEqual({
      company: 'uspm',
      categories: ['TCN-1-4'],
    });
    office.stage(1, { ...cost, TransactionClassification: classes.expense, TransactionCategoryId: 'TCN-1' });
    office.stage(2, { ...cost, TransactionCategoryId: 'TCN-1' });
    office.import();
    expect([office.line(1)['ProjCategoryId'], office.line(2)['ProjCategoryId']]).toEqual(['TCN-1-4', 'Hours']);
    expect(office.refusal('add-project-category', { company: 'uspm', transactionCategory: 'TCN-9' })).toBe(
      'Transaction category TCN-9 has not come from Dataverse.',
    );
  });

  it('relates vouchers whichever of cost, sale and connection comes last (3.2)', () => {
    office.project('P-1', 'TimeAndMaterial');
    const sale = { TransactionType: 'Sales', UnitPrice: 200 } as const;
    office.stage(1, sale);
    office.import();
    office.stage(2, cost);
    office.connect(1, 'unbilledsales', 2, 'COST'); // roles may be spelt as they like
    office.import();
    expect(office.line(1)['RelatedVoucher']).toBe(office.line(2)['Voucher']);
    office.stage(3, cost);
    office.stage(4, sale);
    office.import();
    office.connect(4, 'Unbilled Sales', 3, 'Cost');
    expect(office.line(4)['RelatedVoucher']).toBe(office.line(3)['Voucher']);
    expect(actualId(4)).toBe(office.line(4)['ActualId']);
  });
});
