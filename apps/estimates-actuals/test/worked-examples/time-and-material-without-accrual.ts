import type { Desk } from './desk';
import { table } from './table';
import type { TwoSides } from './two-sides';

/** Postings without accrual, and an invoice that is corrected: 40-invoicing.md 8. */
export const timeAndMaterialWithoutAccrual = (desk: Desk, see: TwoSides): void =>
  describe('time and material without accrual', () => {
    let proforma: string;
    beforeAll(() => see.begin());

    it('posts the cost alone, and the proposal debits the customer', async () => {
      await desk.approveHours('P-TMN', '8');
      expect((await see.actuals()).map(({ amount }) => amount)).toEqual(['800', '1600']);
      await see.shows(
        see.relationships,
        table`
        one | role of one    | two | role of two
        A2  | Unbilled Sales | A1  | Cost`,
      );
      await see.shows(
        see.staged,
        table`
        actual | type  | class | company | project          | quantity | price | amount | currency | billing type | billing status         | adjustment | proposal
        A1     | Cost  | Time  | uspm    | uspm P-TMN W-TMN | 8        | 100   | 800    | USD      | NotAvailable |                        |            |
        A2     | Sales | Time  | uspm    | uspm P-TMN W-TMN | 8        | 200   | 1600   | USD      | Chargeable   | Unbilled Sales Created |            |`,
      );
      await desk.importAndPost('uspm');
      await desk.act('mark-ready-to-invoice', { contract: 'C-TMN' });
      proforma = (await desk.draftInvoice('C-TMN')).number;
      await desk.confirmInvoice(proforma);
      await see.shows(
        async () => (await see.relationships()).slice(1),
        table`
        one | role of one    | two | role of two
        A3  | Reversing      | A2  | Original
        A4  | Billed Sales   | A2  | Unbilled Sales`,
      );
      await see.shows(
        async () => (await see.staged()).slice(2),
        table`
        actual | type        | class | company | project          | quantity | price | amount | currency | billing type | billing status          | adjustment | proposal
        A4     | BilledSales | Time  | uspm    | uspm P-TMN W-TMN | 8        | 200   | 1600   | USD      | Chargeable   | Customer Invoice Posted |            | P1`,
      );
      await desk.createProposal(proforma, 'C-TMN');
      await desk.importFromStaging('uspm');
      await desk.postProposal(proforma);
      expect(await see.ledger()).toEqual(table`
        voucher | company | account                        | debit | credit | currency | debit in books | credit in books
        V1      | uspm    | 540100 Cost of project - labor | 800   |        | USD      | 800            |
        V1      | uspm    | 600300 Payroll allocation      |       | 800    | USD      |                | 800
        V3      | uspm    | 130100 Accounts receivable     | 1760  |        | USD      | 1760           |
        V3      | uspm    | 411100 Revenue - labor         |       | 1600   | USD      |                | 1600
        V3      | uspm    | 250500 Sales tax payable       |       | 160    | USD      |                | 160`);
      await see.shows(
        see.writtenBack,
        table`
        actual | amount | rate | voucher | tax
        A1     | 800    | 1    | V1      | 0
        A2     | 1600   | 1    | V2      | 0
        A3     |        |      |         |
        A4     | 1600   | 1    | V3      | 160`,
      );
    }, 90_000);

    it('invoice corrected to 6 hours: all is credited, 6 are billed anew, 2 are open; only the negative unbilled sale stays behind', async () => {
      const { number: credit, lineDetails } = await desk.reviseInvoice(proforma);
      await desk.act('change-invoice-line', { lineDetail: lineDetails[0]?.id, quantity: '6' });
      await desk.confirmInvoice(credit);
      expect((await see.actuals()).slice(3)).toEqual(table`
        actual | type           | class | company | quantity | price | amount | currency | billing type  | billing status          | adjustment   | skip sync
        A4     | Billed Sales   | Time  | USPM    | 8        | 200   | 1600   | USD      | Chargeable    | Customer Invoice Posted | Adjusted     |
        A5     | Billed Sales   | Time  | USPM    | -8       | 200   | -1600  | USD      | Chargeable    | Customer Invoice Posted | Unadjustable |
        A6     | Unbilled Sales | Time  | USPM    | 6        | 200   | 1200   | USD      | Chargeable    | Customer Invoice Posted |              |
        A7     | Unbilled Sales | Time  | USPM    | -6       | 200   | -1200  | USD      | Chargeable    | Customer Invoice Posted | Unadjustable | yes
        A8     | Billed Sales   | Time  | USPM    | 6        | 200   | 1200   | USD      | Chargeable    | Customer Invoice Posted |              |
        A9     | Unbilled Sales | Time  | USPM    | 2        | 200   | 400    | USD      | Chargeable    | Unbilled Sales Created  |              |`);
      await see.shows(
        async () => (await see.staged()).slice(2),
        table`
        actual | type        | class | company | project          | quantity | price | amount | currency | billing type | billing status          | adjustment   | proposal
        A4     | BilledSales | Time  | uspm    | uspm P-TMN W-TMN | 8        | 200   | 1600   | USD      | Chargeable   | Customer Invoice Posted | Adjusted     | P1
        A5     | BilledSales | Time  | uspm    | uspm P-TMN W-TMN | -8       | 200   | -1600  | USD      | Chargeable   | Customer Invoice Posted | Unadjustable | P2
        A6     | Sales       | Time  | uspm    | uspm P-TMN W-TMN | 6        | 200   | 1200   | USD      | Chargeable   | Customer Invoice Posted |              |
        A8     | BilledSales | Time  | uspm    | uspm P-TMN W-TMN | 6        | 200   | 1200   | USD      | Chargeable   | Customer Invoice Posted |              | P2
        A9     | Sales       | Time  | uspm    | uspm P-TMN W-TMN | 2        | 200   | 400    | USD      | Chargeable   | Unbilled Sales Created  |              |`,
      );
      await see.shows(
        async () => (await see.relationships()).slice(3),
        table`
        one | role of one    | two | role of two
        A5  | Reversing      | A4  | Original
        A6  | Replacing      | A4  | Original
        A7  | Reversing      | A6  | Original
        A8  | Billed Sales   | A6  | Unbilled Sales
        A9  | Replacing      | A4  | Original`,
      );
      await desk.createProposal(credit, 'C-TMN');
      expect(await desk.act('import-from-staging', { company: 'uspm' })).toMatchObject({ proposals: [], log: [{ code: 'INV-02' }] });
      await desk.postJournals('uspm');
      await desk.importFromStaging('uspm');
      expect(await desk.postProposal(credit)).toMatchObject({ amount: '-440', tax: '-40' });
      expect((await see.ledger()).slice(5)).toEqual(table`
        voucher | company | account                    | debit | credit | currency | debit in books | credit in books
        V6      | uspm    | 130100 Accounts receivable |       | 1760   | USD      |                | 1760
        V6      | uspm    | 411100 Revenue - labor     | 1600  |        | USD      | 1600           |
        V6      | uspm    | 250500 Sales tax payable   | 160   |        | USD      | 160            |
        V6      | uspm    | 130100 Accounts receivable | 1320  |        | USD      | 1320           |
        V6      | uspm    | 411100 Revenue - labor     |       | 1200   | USD      |                | 1200
        V6      | uspm    | 250500 Sales tax payable   |       | 120    | USD      |                | 120`);
      await see.shows(
        async () => (await see.writtenBack()).slice(3),
        table`
        actual | amount | rate | voucher | tax
        A4     | 1600   | 1    | V3      | 160
        A5     | -1600  | 1    | V6      | -160
        A6     | 1200   | 1    | V4      | 0
        A7     |        |      |         |
        A8     | 1200   | 1    | V6      | 120
        A9     | 400    | 1    | V5      | 0`,
      );
      await see.shows(
        () => see.balances('P-TMN'),
        table`
        company | currency | actuals | quantity | amount | in books | not written back | open
        USPM    | USD      | 7       | 30       | 5200   | 5200     | 0.00             | 0`,
      );
    }, 90_000);
  });
