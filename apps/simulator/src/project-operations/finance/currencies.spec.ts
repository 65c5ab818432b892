import { FinanceOffice } from '../../../test/finance-office';

/** The example in a foreign currency of domain/30-estimates-actuals.md 30.6, and the rules of 70-finance-accounting.md 5.4. */
describe('Foreign currencies', () => {
  let office: FinanceOffice;

  beforeEach(() => {
    office = new FinanceOffice();
    for (const CurrencyCode of ['GBP', 'EUR', 'JPY']) office.seed('Currencies', { CurrencyCode });
    office.project('P-1', 'TimeAndMaterial');
  });

  const hours = (): void => {
    office.stage(1, { TransactionType: 'Cost', Quantity: 4, UnitPrice: 120 });
    office.stage(2, { TransactionType: 'Sales', Quantity: 4, UnitPrice: 250, TransactionCurrencyId: 'GBP' });
    office.connect(2, 'Unbilled Sales', 1, 'Cost');
  };

  it('a fixed rate of 1.25: the journal shows 100 and 125, 1,000 GBP are 1,250 USD, the factor is written back', () => {
    office.act('set-fixed-rate-agreement', { company: 'uspm', contract: 'C-P-1', currency: 'GBP', rate: 125 });
    hours();
    office.import();
    expect([office.line(1)['CostExchangeRate'], office.line(2)['PriceExchangeRate']]).toEqual(['100', '125']);
    office.post();
    expect(office.voucher('PIV-000002')).toEqual([
      ['161300', '1250'],
      ['420200', '-1250'],
    ]);
    expect(office.rows('GeneralJournalAccountEntries', { Voucher: 'PIV-000002' })[0]).toMatchObject({
      TransactionCurrencyCode: 'GBP',
      TransactionCurrencyAmount: '1000',
      ExchangeRate: '1.25',
    });
    expect(office.staged(2)).toMatchObject({ AccountingAmount: '1250', ExchangeRate: '1.25', UnitPriceMST: '312.5' });
    expect(office.staged(1)).toMatchObject({ AccountingAmount: '480', ExchangeRate: '1' });
  });

  it('an agreement made after the line was drafted holds for it all the same', () => {
    office.act('set-exchange-rate', { from: 'GBP', to: 'USD', rate: 130, validFrom: '2026-01-01' });
    hours();
    office.import();
    expect(office.line(2)['PriceExchangeRate']).toBe('130');
    office.act('set-fixed-rate-agreement', { company: 'uspm', contract: 'C-P-1', currency: 'GBP', rate: 125 });
    office.post();
    expect(office.staged(2)['AccountingAmount']).toBe('1250');
  });

  it('the invoice is posted at its own rate and takes the accrual back at the rate it was booked with', () => {
    office.act('set-exchange-rate', { from: 'GBP', to: 'USD', rate: 125, validFrom: '2026-01-01' });
    office.act('set-exchange-rate', { from: 'GBP', to: 'USD', rate: 130, validFrom: '2026-03-20' });
    hours();
    office.import();
    office.post();
    office.act('create-invoice-proposal', { company: 'uspm', proposal: 'INV-1', contract: 'C-P-1' });
    office.stage(4, {
      TransactionType: 'BilledSales',
      Quantity: 4,
      UnitPrice: 250,
      TransactionCurrencyId: 'GBP',
      InvoiceProposalId: 'INV-1',
    });
    office.connect(4, 'Billed Sales', 2, 'Unbilled Sales');
    office.import();
    office.act('post-invoice-proposal', { company: 'uspm', proposal: 'INV-1', date: '2026-03-31' });
    expect(office.voucher('CIV-000001')).toEqual([
      ['130100', '1430'],
      ['411100', '-1300'],
      ['250500', '-130'],
      ['420200', '1250'],
      ['161300', '-1250'],
    ]);
    expect(office.balances()).toMatchObject({ 161300: 0, 420200: 0 });
  });

  it.each([
    ['a rate for 10,000 units', { from: 'JPY', factor: 'TenThousand', rate: '66.35', amount: 100000 }, '663.5'],
    ['a rate for one unit', { from: 'EUR', factor: 'One', rate: '1.0825', amount: 33.33 }, '36.08'],
  ])('knows what a rate is quoted for: %s', (_what, { from, factor, rate, amount }, accounting) => {
    office.seed('ExchangeRateCurrencyPairs', {
      ExchangeRateTypeName: 'Default',
      FromCurrencyCode: from,
      ToCurrencyCode: 'USD',
      ExchangeRateDisplayFactor: factor,
    });
    office.act('set-exchange-rate', { from, to: 'USD', rate, validFrom: '2026-01-01' });
    office.stage(1, { TransactionType: 'Cost', Amount: amount, UnitPrice: 1, TransactionCurrencyId: from });
    office.import();
    office.post();
    expect(office.staged(1)['AccountingAmount']).toBe(accounting);
  });

  it('takes the reciprocal of a rate that is quoted the other way', () => {
    office.act('set-exchange-rate', { from: 'USD', to: 'EUR', rate: 80, validFrom: '2026-01-01' });
    office.stage(1, { TransactionType: 'Cost', Amount: 100, UnitPrice: 1, TransactionCurrencyId: 'EUR' });
    office.import();
    office.post();
    expect(office.staged(1)).toMatchObject({ AccountingAmount: '125', ExchangeRate: '1.25' });
  });
});
