import type { Desk } from './desk';
import { table } from './table';
import type { TwoSides } from './two-sides';

/** Reversals and the skip rule: invoice confirmed with reduced quantity. */
export const invoiceOverLess = (desk: Desk, see: TwoSides): void =>
  describe('invoice confirmed over 6 of 8 hours', () => {
    let number: string;
    beforeAll(() => see.begin());

    it('takes the sale back, sells 6 to bill and 2 not, and bills both; only the negatives of the two new sales stay behind', async () => {
      await desk.approveHours('P-TM', '8');
      await see.actuals();
      await see.shows(
        see.relationships,
        table`
        one | role of one    | two | role of two
        A2  | Unbilled Sales | A1  | Cost`,
      );
      await see.shows(async () => (await see.staged()).map(({ amount = '' }) => ({ amount })), [{ amount: '800' }, { amount: '1600' }]);
      await desk.importAndPost('uspm');
      await desk.act('mark-ready-to-invoice', { actuals: await see.actual('A2') });
      const draft = await desk.draftInvoice('C-TM');
      number = draft.number;
      await desk.act('change-invoice-line', { lineDetail: draft.lineDetails[0]?.id, quantity: '6' });
      await desk.confirmInvoice(number);
      expect(await see.actuals()).toEqual(table`
        actual | type           | class | company | quantity | price | amount | currency | billing type   | billing status          | adjustment   | skip sync
        A1     | Cost           | Time  | USPM    | 8        | 100   | 800    | USD      | Not Available  |                         |              |
        A2     | Unbilled Sales | Time  | USPM    | 8        | 200   | 1600   | USD      | Chargeable     | Canceled                | Adjusted     |
        A3     | Unbilled Sales | Time  | USPM    | -8       | 200   | -1600  | USD      | Chargeable     | Canceled                | Unadjustable |
        A4     | Unbilled Sales | Time  | USPM    | 6        | 200   | 1200   | USD      | Chargeable     | Customer Invoice Posted |              |
        A5     | Unbilled Sales | Time  | USPM    | -6       | 200   | -1200  | USD      | Chargeable     | Customer Invoice Posted | Unadjustable | yes
        A6     | Billed Sales   | Time  | USPM    | 6        | 200   | 1200   | USD      | Chargeable     | Customer Invoice Posted |              |
        A7     | Unbilled Sales | Time  | USPM    | 2        | 200   | 400    | USD      | Non Chargeable | Customer Invoice Posted |              |
        A8     | Unbilled Sales | Time  | USPM    | -2       | 200   | -400   | USD      | Non Chargeable | Customer Invoice Posted | Unadjustable | yes
        A9     | Billed Sales   | Time  | USPM    | 2        | 200   | 400    | USD      | Non Chargeable | Customer Invoice Posted |              |`);
      await see.shows(
        see.staged,
        table`
        actual | type        | class | company | project        | quantity | price | amount | currency | billing type  | billing status          | adjustment   | proposal
        A1     | Cost        | Time  | uspm    | uspm P-TM W-TM | 8        | 100   | 800    | USD      | NotAvailable  |                         |              |
        A2     | Sales       | Time  | uspm    | uspm P-TM W-TM | 8        | 200   | 1600   | USD      | Chargeable    | Canceled                | Adjusted     |
        A3     | Sales       | Time  | uspm    | uspm P-TM W-TM | -8       | 200   | -1600  | USD      | Chargeable    | Canceled                | Unadjustable |
        A4     | Sales       | Time  | uspm    | uspm P-TM W-TM | 6        | 200   | 1200   | USD      | Chargeable    | Customer Invoice Posted |              |
        A6     | BilledSales | Time  | uspm    | uspm P-TM W-TM | 6        | 200   | 1200   | USD      | Chargeable    | Customer Invoice Posted |              | P1
        A7     | Sales       | Time  | uspm    | uspm P-TM W-TM | 2        | 200   | 400    | USD      | NonChargeable | Customer Invoice Posted |              |
        A9     | BilledSales | Time  | uspm    | uspm P-TM W-TM | 2        | 200   | 400    | USD      | NonChargeable | Customer Invoice Posted |              | P1`,
      );
      await see.shows(
        see.relationships,
        table`
        one | role of one    | two | role of two
        A2  | Unbilled Sales | A1  | Cost
        A3  | Reversing      | A2  | Original
        A5  | Reversing      | A4  | Original
        A6  | Billed Sales   | A4  | Unbilled Sales
        A8  | Reversing      | A7  | Original
        A9  | Billed Sales   | A7  | Unbilled Sales`,
      );
    }, 60_000);

    it('the customer owes 1,320; what is not billed is on the proposal with nothing, and WIP is back to nothing', async () => {
      await desk.createProposal(number, 'C-TM');
      expect(await desk.act('import-from-staging', { company: 'uspm' })).toMatchObject({ proposals: [], log: [{ code: 'INV-02' }] });
      await desk.postJournals('uspm');
      await desk.importFromStaging('uspm');
      expect(await see.proposalLines()).toEqual(table`
        actual | proposal | quantity | price | amount | tax | currency
        A6     | P1       | 6        | 200   | 1200   | 120 | USD
        A9     | P1       | 2        | 200   | 0      | 0   | USD`);
      await desk.postProposal(number);
      expect((await see.ledger()).slice(4)).toEqual(table`
        voucher | company | account                    | debit | credit | currency | debit in books | credit in books
        V3      | uspm    | 161300 WIP - sales value   |       | 1600   | USD      |                | 1600
        V3      | uspm    | 420200 Accrued revenue     | 1600  |        | USD      | 1600           |
        V4      | uspm    | 161300 WIP - sales value   | 1200  |        | USD      | 1200           |
        V4      | uspm    | 420200 Accrued revenue     |       | 1200   | USD      |                | 1200
        V6      | uspm    | 130100 Accounts receivable | 1320  |        | USD      | 1320           |
        V6      | uspm    | 411100 Revenue - labor     |       | 1200   | USD      |                | 1200
        V6      | uspm    | 250500 Sales tax payable   |       | 120    | USD      |                | 120
        V6      | uspm    | 420200 Accrued revenue     | 1200  |        | USD      | 1200           |
        V6      | uspm    | 161300 WIP - sales value   |       | 1200   | USD      |                | 1200`);
      await see.shows(
        see.writtenBack,
        table`
        actual | amount | rate | voucher | tax
        A1     | 800    | 1    | V1      | 0
        A2     | 1600   | 1    | V2      | 0
        A3     | -1600  | 1    | V3      | 0
        A4     | 1200   | 1    | V4      | 0
        A5     |        |      |         |
        A6     | 1200   | 1    | V6      | 120
        A7     | 400    | 1    | V5      | 0
        A8     |        |      |         |
        A9     | 0      | 1    | V6      | 0`,
      );
      await see.shows(
        see.stages,
        table`
        actual | stage       | problems
        A1     | writtenBack |
        A2     | writtenBack |
        A3     | writtenBack |
        A4     | writtenBack |
        A5     | none        |
        A6     | writtenBack |
        A7     | writtenBack |
        A8     | none        |
        A9     | writtenBack |`,
      );
    }, 90_000);
  });
