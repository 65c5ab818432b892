import fc from 'fast-check';
import { actualId, classes, FinanceOffice } from '../../../test/finance-office';
import { RuleRefusal } from '../../odata/rules';
import { minus, plus } from './money';
import { booksOf } from './books';

const entry = (LineNumber: number, amount: string, more: Record<string, unknown> = {}) => ({
  dataAreaId: 'uspm',
  Voucher: 'V-1',
  LineNumber,
  DocumentLine: 1,
  MainAccountId: '540100',
  TransactionCurrencyCode: 'USD',
  TransactionCurrencyAmount: amount,
  AccountingCurrencyAmount: amount,
  ...more,
});

describe('The general ledger', () => {
  let office: FinanceOffice;

  beforeEach(() => {
    office = new FinanceOffice();
    office.project('P-1', 'TimeAndMaterial');
  });

  describe('takes no voucher that does not balance (F1)', () => {
    const refused = (write: () => void): void => {
      expect(write).toThrow(/do not balance/);
      expect(office.rows('GeneralJournalAccountEntries')).toEqual([]);
    };

    it('from a seed, nor from generated rows', () => {
      refused(() => office.seed('GeneralJournalAccountEntries', entry(1, '100'), entry(2, '-99.99')));
      refused(() => office.simulator.finance.generate('GeneralJournalAccountEntries', 2, entry(1, '100', { Voucher: 'V-{n}' })));
      office.seed('GeneralJournalAccountEntries', entry(1, '100'), entry(2, '-100'));
      expect(office.rows('GeneralJournalAccountEntries')).toHaveLength(2);
    });

    it('in accounting currency, nor in transaction currency per line of its document', () => {
      refused(() => office.seed('GeneralJournalAccountEntries', entry(1, '100', { AccountingCurrencyAmount: '125' }), entry(2, '-100')));
      refused(() => office.seed('GeneralJournalAccountEntries', entry(1, '100'), entry(2, '-100', { DocumentLine: 2 })));
      refused(() => office.seed('GeneralJournalAccountEntries', entry(1, '100'), entry(2, '-100', { TransactionCurrencyCode: 'EUR' })));
    });

    it('from Finance itself, nor by a change of what is there', () => {
      const books = booksOf(office.simulator);
      const unbalanced = () =>
        books.transaction(() => [entry(1, '100'), entry(2, '-90')].forEach((row) => books.create('GeneralJournalAccountEntries', row)));
      refused(unbalanced);
      expect(unbalanced).toThrow(RuleRefusal);
      office.seed('GeneralJournalAccountEntries', entry(1, '100'), entry(2, '-100'));
      expect(() => office.seed('GeneralJournalAccountEntries', entry(2, '-90'))).toThrow(/do not balance/);
      expect(() => books.update('GeneralJournalAccountEntries', entry(2, '-90'))).toThrow(/cannot be changed/);
      expect(office.rows('GeneralJournalAccountEntries').map((row) => row['AccountingCurrencyAmount'])).toEqual(['100', '-100']);
    });

    it('from a caller of the API, to whom vouchers are read only', () => {
      expect(office.api('POST', 'GeneralJournalAccountEntries', { dataAreaId: 'uspm', Voucher: 'V-1', LineNumber: 1 }).message).toContain(
        'is read only',
      );
    });

    it('among other writes of a transaction: all of it is taken back', () => {
      const books = booksOf(office.simulator);
      const work = () =>
        books.transaction(() => {
          books.create('ProjectLineProperties', { dataAreaId: 'uspm', LinePropertyId: 'NEW' });
          books.create('GeneralJournalAccountEntries', entry(1, '100'));
        });
      expect(work).toThrow(/do not balance/);
      expect(books.find('ProjectLineProperties', { dataAreaId: 'uspm', LinePropertyId: 'NEW' })).toBeUndefined();
    });
  });

  it('balances whatever accountants and Dataverse do, in any order, and an import run twice changes nothing (F1, F4, 6)', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
        office = new FinanceOffice();
        const story = new Story(office);
        for (const one of steps) story.do(one);
        story.holds();
      }),
      { numRuns: 25 },
    );
  });
});

interface Step {
  readonly what:
    | 'work'
    | 'expense'
    | 'recall'
    | 'import'
    | 'post'
    | 'reset'
    | 'delete'
    | 'bill'
    | 'invoice'
    | 'unbill'
    | 'close'
    | 'open'
    | 'fail'
    | 'retry'
    | 'post-costs'
    | 'rate';
  readonly number: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.oneof(
    { weight: 5, arbitrary: fc.constant('work' as const) },
    { weight: 2, arbitrary: fc.constant('expense' as const) },
    { weight: 4, arbitrary: fc.constant('import' as const) },
    { weight: 4, arbitrary: fc.constant('post' as const) },
    { weight: 2, arbitrary: fc.constant('bill' as const) },
    { weight: 2, arbitrary: fc.constant('invoice' as const) },
    fc.constantFrom('recall' as const, 'reset', 'delete', 'unbill', 'close', 'open', 'fail', 'retry', 'post-costs', 'rate'),
  ),
  number: fc.nat(999),
});

/** A month at random: what was done, so that later steps can refer to it. */
class Story {
  private next = 1;
  private readonly worked: { readonly cost: number; readonly sale: number; readonly quantity: number; readonly currency: string }[] = [];
  private readonly documents: string[] = [];
  private proposals = 0;

  constructor(private readonly office: FinanceOffice) {
    for (const CurrencyCode of ['EUR', 'JPY']) office.seed('Currencies', { CurrencyCode });
    office.project('P-1', 'TimeAndMaterial');
    office.project('P-2', 'TimeAndMaterial');
    office.act('set-profile-rule', { company: 'uspm', profile: 'TM-BALANCE', project: 'P-2' });
    office.act('set-exchange-rate', { from: 'EUR', to: 'USD', rate: '108.255', validFrom: '2026-01-01' });
  }

  do({ what, number }: Step): void {
    const { office } = this;
    const company = 'uspm';
    switch (what) {
      case 'work':
        return this.work((number % 9) + 1, ['USD', 'EUR', 'JPY'][number % 3]!, number % 2 === 0 ? 'P-1' : 'P-2');
      case 'expense':
        return this.expense(number);
      case 'recall': {
        const done = this.worked[number % Math.max(1, this.worked.length)];
        return done && this.work(-done.quantity, done.currency, 'P-1');
      }
      case 'bill':
        return this.bill(number);
      case 'import':
        return void office.import();
      case 'post':
        return void office.post();
      case 'reset':
        return this.attempt(() => office.act('reset-journal-to-draft', { company, journal: this.journal(number, 'Error') }));
      case 'delete':
        return this.attempt(() =>
          office.act('delete-journal-line', { company, voucher: `PIV-${String((number % 30) + 1).padStart(6, '0')}` }),
        );
      case 'invoice':
        return this.attempt(() =>
          office.act('post-invoice-proposal', {
            company,
            proposal: `INV-${(number % Math.max(1, this.proposals)) + 1}`,
            date: '2026-04-30',
          }),
        );
      case 'unbill':
        return this.attempt(() =>
          office.act('delete-proposal-lines', { company, proposal: `INV-${(number % Math.max(1, this.proposals)) + 1}` }),
        );
      case 'close':
        return void office.act('close-period', { company, date: '2026-03-01' });
      case 'open':
        return void office.act('open-period', { company, date: '2026-03-01' });
      case 'fail':
        return void office.act('fail-write-back', { company });
      case 'retry':
        return void office.act('retry-write-back', { company });
      case 'post-costs':
        return this.attempt(() => office.act('post-costs', { company, project: 'P-2', date: '2026-04-30' }));
      case 'rate':
        return void office.act('set-exchange-rate', { from: 'JPY', to: 'USD', rate: `0.6${number}`, validFrom: '2026-01-01' });
    }
  }

  /** What is true of the books whatever was done. */
  holds(): void {
    const { office } = this;
    const company = 'uspm';
    office.act('open-period', { company, date: '2026-03-01' });
    office.act('set-exchange-rate', { from: 'JPY', to: 'USD', rate: '0.66', validFrom: '2026-01-01' });
    for (const journal of office.rows('ProjAdvancedJournals', { Status: 'Error' }))
      office.act('reset-journal-to-draft', { company, journal: journal['ProjAdvancedJournalId'] });
    office.import();
    office.post();
    office.act('retry-write-back', { company });
    office.import(); // of what was posted just now, proposals may have lines
    const tables = [
      'ProjActualsImports',
      'ProjAdvancedJournalLines',
      'GeneralJournalAccountEntries',
      'ProjectTransactions',
      'ProjInvoiceProposalLines',
    ];
    const before = tables.map((table) => office.rows(table));
    expect(office.import()).toMatchObject({ lines: 0, proposals: [] });
    expect(tables.map((table) => office.rows(table))).toEqual(before);
    this.vouchersBalance();
    this.everyActualIsPostedOnce();
    this.integrationAccountIsExplained();
  }

  private vouchersBalance(): void {
    const sums = new Map<string, string>();
    for (const row of this.office.rows('GeneralJournalAccountEntries')) {
      const voucher = String(row['Voucher']);
      sums.set(voucher, plus(sums.get(voucher) ?? '0', String(row['AccountingCurrencyAmount'])));
    }
    expect([...sums].filter(([, sum]) => sum !== '0')).toEqual([]);
  }

  private everyActualIsPostedOnce(): void {
    const unbilled = this.office.rows('ProjActualsImports').filter((row) => row['TransactionType'] !== 'BilledSales');
    expect(unbilled.filter((row) => row['VoucherNumber'] === '')).toEqual([]);
    const lines = this.office.rows('ProjAdvancedJournalLines');
    expect(lines.map((line) => line['ActualId']).sort()).toEqual(unbilled.map((row) => row['ActualId']).sort());
    expect(new Set(lines.map((line) => line['Voucher'])).size).toBe(lines.length);
  }

  /** Section 6: the account is what documents debited less what journal lines cleared, item by item. */
  private integrationAccountIsExplained(): void {
    const cleared = new Set(
      this.office.rows('ProjAdvancedJournalLines', { LineStatus: 'Posted' }).map((line) => String(line['SourceTransactionId'])),
    );
    const expected = this.office
      .rows('ProjectSourceDocumentLines')
      .filter((row) => !cleared.has(String(row['SourceTransactionId'])))
      .reduce((sum, row) => plus(sum, String(row['AccountingAmount'])), '0');
    const balance = this.office
      .rows('GeneralJournalAccountEntries', { MainAccountId: '155100' })
      .reduce((sum, row) => plus(sum, String(row['AccountingCurrencyAmount'])), '0');
    expect(minus(balance, expected)).toBe('0');
  }

  private work(quantity: number, currency: string, ProjectId: string): void {
    const cost = this.next;
    const sale = this.next + 1;
    this.next += 2;
    this.office.stage(cost, { TransactionType: 'Cost', Quantity: quantity, UnitPrice: 33.37, ProjectId });
    this.office.stage(sale, { TransactionType: 'Sales', Quantity: quantity, UnitPrice: 77.77, TransactionCurrencyId: currency, ProjectId });
    this.office.connect(sale, 'Unbilled Sales', cost, 'Cost');
    if (quantity > 0) this.worked.push({ cost, sale, quantity, currency });
  }

  private expense(number: number): void {
    const id = `E-${this.documents.length + 1}`;
    const currency = number % 2 === 0 ? 'USD' : 'EUR';
    const amount = (number % 97) + 0.35;
    this.office.act('post-source-document', {
      company: 'uspm',
      document: 'ExpenseReport',
      id,
      project: 'P-1',
      amount,
      nonRecoverableTax: 1.11,
      recoverableTax: 3.33,
      currency,
      date: '2026-04-10',
    });
    this.documents.push(id);
    if (number % 5 === 0) return; // its actual never comes
    this.office.stage(this.next, {
      TransactionType: 'Cost',
      TransactionClassification: classes.expense,
      Quantity: 1,
      UnitPrice: amount,
      SalesTaxAmount: 1.11,
      TransactionCurrencyId: currency,
      ExternalOriginReference: id,
    });
    this.next += 1;
  }

  private bill(number: number): void {
    const done = this.worked[number % Math.max(1, this.worked.length)];
    if (done === undefined) return;
    this.proposals += 1;
    const proposal = `INV-${this.proposals}`;
    const billed = this.next;
    this.next += 1;
    this.office.act('create-invoice-proposal', { company: 'uspm', proposal, contract: 'C-P-1', announced: [actualId(billed)] });
    this.office.stage(billed, {
      TransactionType: 'BilledSales',
      Quantity: done.quantity,
      UnitPrice: 77.77,
      TransactionCurrencyId: done.currency,
      InvoiceProposalId: proposal,
    });
    this.office.connect(billed, 'Billed Sales', done.sale, 'Unbilled Sales');
  }

  private journal(number: number, status: string): string {
    const journals = this.office.rows('ProjAdvancedJournals', { Status: status });
    return String(journals[number % Math.max(1, journals.length)]?.['ProjAdvancedJournalId'] ?? 'none');
  }

  /** What a system refuses is no step. */
  private attempt(work: () => unknown): void {
    try {
      work();
    } catch (error) {
      if ((error as Error).name !== 'ActionRefused') throw error;
    }
  }
}
