import { actualId, classes, FinanceOffice } from '../../../test/finance-office';

const sale = { TransactionType: 'Sales', UnitPrice: 200 } as const;
const billed = { TransactionType: 'BilledSales', UnitPrice: 200, InvoiceProposalId: 'INV-1' } as const;
const notPosted =
  "Project transaction hasn't been posted yet. Verify that you have posted all of the related integration journals and try again.";

describe('Invoice proposals', () => {
  let office: FinanceOffice;

  beforeEach(() => {
    office = new FinanceOffice();
    office.project('P-1', 'TimeAndMaterial');
  });

  const propose = (more: Record<string, unknown> = {}) =>
    office.act('create-invoice-proposal', { company: 'uspm', proposal: 'INV-1', contract: 'C-P-1', ...more });
  const postedSale = (number: number): void => {
    office.stage(number, sale);
    office.import();
    office.post();
  };

  it('billed sales wait for the header of their proposal (INV-01)', () => {
    postedSale(1);
    office.stage(2, billed);
    office.connect(2, 'Billed Sales', 1, 'Unbilled Sales');
    expect(office.import()).toMatchObject({
      proposals: [],
      log: [{ code: 'INV-01', message: 'Invoice proposal INV-1 does not exist in legal entity USPM, or is posted already.' }],
    });
    propose();
    expect(office.import()).toMatchObject({ proposals: [{ proposal: 'INV-1', lines: 1 }], log: [] });
  });

  it('no line before the unbilled sale is posted; after posting and another import there are lines (INV-02, S2)', () => {
    propose();
    office.stage(1, sale);
    office.stage(2, billed);
    office.connect(2, 'Billed Sales', 1, 'Unbilled Sales');
    expect(office.import()).toMatchObject({ lines: 1, proposals: [], log: [{ code: 'INV-02', message: notPosted }] });
    office.post();
    expect(office.import()).toMatchObject({ proposals: [{ lines: 1 }], log: [] });
  });

  it('no line before the connection is there, which may come after the billed sale (INV-02, S5)', () => {
    propose();
    postedSale(1);
    office.stage(2, billed);
    expect(office.import()).toMatchObject({ proposals: [], log: [{ code: 'INV-02', message: notPosted }] });
    office.connect(2, 'Billed Sales', 1, 'Unbilled Sales');
    expect(office.import()).toMatchObject({ proposals: [{ lines: 1 }], log: [] });
  });

  it('ten billed sales announced, nine delivered: no line; with the tenth all ten at once (INV-03, F5, S3)', () => {
    const numbers = Array.from({ length: 10 }, (_none, index) => index + 1);
    for (const number of numbers) office.stage(number, sale);
    office.import();
    office.post();
    propose({ announced: numbers.map((number) => actualId(number + 100)) });
    for (const number of numbers.slice(0, 9)) office.stage(number + 100, billed);
    for (const number of numbers) office.connect(number + 100, 'Billed Sales', number, 'Unbilled Sales');
    expect(office.import()).toMatchObject({
      proposals: [],
      log: [
        {
          code: 'INV-03',
          message:
            "Invoice proposal wasn't processed because of mismatched billed sales actuals with Dataverse. Try again later. Contact your administrator if issue still exists.",
        },
      ],
    });
    expect(office.rows('ProjInvoiceProposalLines')).toEqual([]);
    office.stage(110, billed);
    expect(office.import()).toMatchObject({ proposals: [{ lines: 10 }], log: [] });
  });

  it('a billed sale that is not chargeable is not announced, and is on the proposal without an amount (INV-03, 30.6)', () => {
    office.stage(1, sale);
    office.stage(2, { ...sale, Quantity: 2, BillingType: 'NonChargeable' });
    office.import();
    office.post();
    propose({ announced: [actualId(3)] });
    office.stage(3, billed);
    office.stage(4, { ...billed, Quantity: 2, BillingType: 'NonChargeable' });
    office.connect(3, 'Billed Sales', 1, 'Unbilled Sales');
    office.connect(4, 'Billed Sales', 2, 'Unbilled Sales');
    expect(office.import()).toMatchObject({ proposals: [{ lines: 2 }], log: [] });
    expect(office.act('post-invoice-proposal', { company: 'uspm', proposal: 'INV-1', date: '2026-03-31' })).toMatchObject({
      amount: '1760',
    });
    expect(office.rows('ProjectTransactions').map((row) => row['TransStatus'])).toEqual(['Invoiced', 'Invoiced']);
    expect(office.staged(4)).toMatchObject({ VoucherNumber: 'CIV-000001', AccountingAmount: '0', SalesTaxAmount: '0' });
  });

  it('a completed project refuses its invoice until it is active again (20.5)', () => {
    postedSale(1);
    propose();
    office.stage(2, billed);
    office.connect(2, 'Billed Sales', 1, 'Unbilled Sales');
    office.import();
    office.seed('ProjectsV2', { dataAreaId: 'uspm', ProjectId: 'P-1', ProjectStage: 'Completed' });
    expect(office.refusal('post-invoice-proposal', { company: 'uspm', proposal: 'INV-1', date: '2026-03-31' })).toBe(
      "Invoice proposal INV-1 was not posted: Project stage finished doesn't allow recording in the project.",
    );
    office.seed('ProjectsV2', { dataAreaId: 'uspm', ProjectId: 'P-1', ProjectStage: 'InProcess' });
    expect(office.act('post-invoice-proposal', { company: 'uspm', proposal: 'INV-1', date: '2026-03-31' })).toMatchObject({
      amount: '1760',
    });
  });

  it('a transaction is on one proposal only (INV-04)', () => {
    postedSale(1);
    propose();
    office.stage(2, billed);
    office.connect(2, 'Billed Sales', 1, 'Unbilled Sales');
    office.import();
    office.act('create-invoice-proposal', { company: 'uspm', proposal: 'INV-2', contract: 'C-P-1' });
    office.stage(3, { ...billed, InvoiceProposalId: 'INV-2' });
    office.connect(3, 'Billed Sales', 1, 'Unbilled Sales');
    expect(office.import()).toMatchObject({
      proposals: [],
      log: [{ code: 'INV-04', message: 'Project transaction PT-0000001 is on invoice proposal INV-1 already.' }],
    });
    office.act('delete-proposal-lines', { company: 'uspm', proposal: 'INV-1' });
    expect(office.import('uspm', { proposal: 'INV-2' })).toMatchObject({ proposals: [{ proposal: 'INV-2', lines: 1 }], log: [] });
  });

  it('a fee of the invoice that is not posted holds all its lines back (INV-05)', () => {
    postedSale(1);
    office.stage(3, { ...sale, TransactionClassification: classes.fee, InvoiceProposalId: 'INV-1' });
    propose();
    office.stage(2, billed);
    office.connect(2, 'Billed Sales', 1, 'Unbilled Sales');
    expect(office.import()).toMatchObject({
      proposals: [],
      log: [{ code: 'INV-05', message: `Fee ${actualId(3)} of invoice proposal INV-1 is not posted yet.` }],
    });
    office.post();
    expect(office.import()).toMatchObject({ proposals: [{ lines: 1 }], log: [] });
  });

  it('a billed milestone waits for its on-account transaction (INV-06)', () => {
    office.project('P-F', 'FixedPrice');
    office.act('create-invoice-proposal', { company: 'uspm', proposal: 'INV-1', contract: 'C-P-F' });
    office.stage(1, { ...billed, TransactionClassification: classes.milestone, ProjectId: 'P-F', Quantity: 1, UnitPrice: 5000 });
    expect(office.import().log).toEqual([
      expect.objectContaining({
        code: 'INV-06',
        message: `No open on-account transaction over 5000 USD exists for billed sale ${actualId(1)}.`,
      }),
    ]);
    office.api('POST', 'ProjectContractLineMilestones', {
      dataAreaId: 'uspm',
      ContractLineMilestoneIdentifier: 'M1',
      ProjectContractId: 'C-P-F',
      ProjectNumber: 'P-F',
      CurrencyCode: 'USD',
      Amount: 5000,
    });
    expect(office.import()).toMatchObject({ proposals: [{ lines: 1 }], log: [] });
  });

  it('a credit waits until the invoice it credits is posted (INV-07)', () => {
    postedSale(1);
    propose();
    office.stage(2, billed);
    office.connect(2, 'Billed Sales', 1, 'Unbilled Sales');
    office.import();
    office.act('create-invoice-proposal', { company: 'uspm', proposal: 'INV-2', contract: 'C-P-1' });
    office.stage(3, { ...billed, Quantity: -8, InvoiceProposalId: 'INV-2' });
    office.connect(3, 'Reversing', 2, 'Original');
    expect(office.import()).toMatchObject({
      proposals: [],
      log: [{ code: 'INV-07', message: `The invoice that billed sale ${actualId(3)} credits is not posted.` }],
    });
    office.act('post-invoice-proposal', { company: 'uspm', proposal: 'INV-1', date: '2026-03-31' });
    expect(office.import()).toMatchObject({ proposals: [{ proposal: 'INV-2', lines: 1 }], log: [] });
  });

  it('lines deleted and imported again are the same lines; a header without lines is not posted (INV-5)', () => {
    postedSale(1);
    propose();
    office.stage(2, billed);
    office.connect(2, 'Billed Sales', 1, 'Unbilled Sales');
    office.import();
    const before = office.rows('ProjInvoiceProposalLines');
    expect(office.act('delete-proposal-lines', { company: 'uspm', proposal: 'INV-1' })).toMatchObject({ lines: 1 });
    expect(office.row('ProjectTransactions', { Side: 'Sales' })).toMatchObject({ TransStatus: 'Posted', InvoiceProposalId: '' });
    expect(office.refusal('post-invoice-proposal', { company: 'uspm', proposal: 'INV-1' })).toContain('has no lines');
    office.import();
    expect(office.rows('ProjInvoiceProposalLines')).toEqual(before);
  });

  it('takes any number from Dataverse; an upsert changes it until there are lines, and nothing afterwards (F13, INV-8)', () => {
    for (const proposal of ['INV-900', 'INV-003'])
      expect(office.act('create-invoice-proposal', { company: 'uspm', proposal, contract: 'C-P-1' })).toMatchObject({
        proposal,
        amount: '0',
      });
    const header = "ProjectInvoiceProposalsV2(dataAreaId='uspm',InvoiceProposalId='INV-1')";
    expect(
      office.api('POST', 'ProjectInvoiceProposalsV2', { dataAreaId: 'uspm', InvoiceProposalId: 'INV-1', ProjectContractId: 'C-P-1' })
        .status,
    ).toBe(201);
    expect(office.api('PATCH', header, { InvoiceHeaderText: 'March', ProposalState: 'Posted' }).status).toBe(204);
    expect(office.row('ProjectInvoiceProposalsV2', { InvoiceProposalId: 'INV-1' })).toMatchObject({
      InvoiceHeaderText: 'March',
      ProposalState: 'HeaderOnly',
    });
    postedSale(1);
    office.stage(2, billed);
    office.connect(2, 'Billed Sales', 1, 'Unbilled Sales');
    office.import();
    expect(office.api('PATCH', header, { InvoiceHeaderText: 'April' }).status).toBe(204);
    expect(office.row('ProjectInvoiceProposalsV2', { InvoiceProposalId: 'INV-1' })['InvoiceHeaderText']).toBe('March');
    expect(office.api('DELETE', header).message).toContain('cannot be deleted');
  });

  it('empty tax groups mean no tax; changed ones are what is posted (F15)', () => {
    postedSale(1);
    propose();
    office.stage(2, billed);
    office.connect(2, 'Billed Sales', 1, 'Unbilled Sales');
    office.import();
    expect(office.act('edit-proposal-line', { company: 'uspm', proposal: 'INV-1', line: 1, salesTaxGroup: '' })).toMatchObject({
      tax: '0',
    });
    expect(office.act('post-invoice-proposal', { company: 'uspm', proposal: 'INV-1', date: '2026-03-31' })).toMatchObject({
      amount: '1600',
      tax: '0',
    });
  });

  it('two customers of one hour have an unbilled sale and a proposal each (S18)', () => {
    office.stage(1, { ...sale, Quantity: 8, Amount: 960, FundingSource: 'F-1' });
    office.stage(2, { ...sale, Quantity: 8, Amount: 640, FundingSource: 'F-2' });
    office.import();
    office.post();
    propose({ fundingSource: 'F-1' });
    office.act('create-invoice-proposal', { company: 'uspm', proposal: 'INV-2', contract: 'C-P-1', fundingSource: 'F-2' });
    office.stage(3, { ...billed, Amount: 960 });
    office.stage(4, { ...billed, Amount: 640, InvoiceProposalId: 'INV-2' });
    office.connect(3, 'Billed Sales', 1, 'Unbilled Sales');
    office.connect(4, 'Billed Sales', 2, 'Unbilled Sales');
    expect(office.import().proposals).toEqual([
      { proposal: 'INV-1', lines: 1 },
      { proposal: 'INV-2', lines: 1 },
    ]);
    expect(office.rows('ProjectTransactions').map((row) => [row['FundingSourceId'], row['Amount'], row['InvoiceProposalId']])).toEqual([
      ['F-1', '960', 'INV-1'],
      ['F-2', '640', 'INV-2'],
    ]);
  });
});
