import type { Desk } from './desk';
import { table } from './table';
import type { TwoSides } from './two-sides';

/** Worked example: time and material. */
export const timeAndMaterial = (desk: Desk, see: TwoSides): void =>
  describe('time and material', () => {
    let proforma: string;
    beforeAll(() => see.begin());

    it('approved: A1 and A2 are staged, and one relationship', async () => {
      await desk.approveHours('P-TM', '8');
      expect(await see.actuals()).toEqual(table`
        actual | type           | class | company | quantity | price | amount | currency | billing type  | billing status         | adjustment | skip sync
        A1     | Cost           | Time  | USPM    | 8        | 100   | 800    | USD      | Not Available |                        |            |
        A2     | Unbilled Sales | Time  | USPM    | 8        | 200   | 1600   | USD      | Chargeable    | Unbilled Sales Created |            |`);
      expect(await see.connections()).toEqual(table`
        one               | role of one    | two               | role of two
        A2                | Unbilled Sales | A1                | Cost
        msdyn_journalline | Unbilled Sales | msdyn_journalline | Cost`);
      await see.shows(
        see.staged,
        table`
        actual | type  | class | company | project        | quantity | price | amount | currency | billing type | billing status         | adjustment | proposal
        A1     | Cost  | Time  | uspm    | uspm P-TM W-TM | 8        | 100   | 800    | USD      | NotAvailable |                        |            |
        A2     | Sales | Time  | uspm    | uspm P-TM W-TM | 8        | 200   | 1600   | USD      | Chargeable   | Unbilled Sales Created |            |`,
      );
      await see.shows(
        see.relationships,
        table`
        one | role of one    | two | role of two
        A2  | Unbilled Sales | A1  | Cost`,
      );
    }, 60_000);

    it('Import from staging: a line with a voucher each, the sale related to the cost', async () => {
      await desk.importFromStaging('uspm');
      expect(await see.journalLines()).toEqual(table`
        actual | company | type       | quantity | unit | extended | currency | rate | voucher | related | status
        A1     | uspm    | Hour cost  | 8        | 100  | 800      | USD      | 100  | V1      |         | Draft
        A2     | uspm    | Hour price | 8        | 200  | 1600     | USD      | 100  | V2      | V1      | Draft`);
    });

    it('journal posted: cost against payroll allocation, WIP against accrued revenue; amount, rate, voucher and tax come back', async () => {
      await desk.postJournals('uspm');
      expect(await see.ledger()).toEqual(table`
        voucher | company | account                        | debit | credit | currency | debit in books | credit in books
        V1      | uspm    | 540100 Cost of project - labor | 800   |        | USD      | 800            |
        V1      | uspm    | 600300 Payroll allocation      |       | 800    | USD      |                | 800
        V2      | uspm    | 161300 WIP - sales value       | 1600  |        | USD      | 1600           |
        V2      | uspm    | 420200 Accrued revenue         |       | 1600   | USD      |                | 1600`);
      expect(await see.transactions()).toEqual(table`
        actual | company | project | side  | amount | currency | in books | status
        A1     | uspm    | P-TM    | Cost  | 800    | USD      | 800      | Posted
        A2     | uspm    | P-TM    | Sales | 1600   | USD      | 1600     | Posted`);
      await see.shows(
        see.writtenBack,
        table`
        actual | amount | rate | voucher | tax
        A1     | 800    | 1    | V1      | 0
        A2     | 1600   | 1    | V2      | 0`,
      );
    }, 60_000);

    it('pro-forma drafted and confirmed: A3 stays in Dataverse, A4 and two relationships go over, A2 is billed', async () => {
      const isStaged = (status: string) =>
        see.shows(async () => (await see.staged()).slice(1, 2).map((row) => ({ status: row['billing status'] ?? '' })), [{ status }]);
      await desk.act('mark-ready-to-invoice', { contract: 'C-TM' });
      await isStaged('Ready to Invoice');
      proforma = (await desk.draftInvoice('C-TM')).number;
      await isStaged('Customer Invoice Created');
      await desk.confirmInvoice(proforma);
      expect(await see.actuals()).toEqual(table`
        actual | type           | class | company | quantity | price | amount | currency | billing type  | billing status          | adjustment   | skip sync
        A1     | Cost           | Time  | USPM    | 8        | 100   | 800    | USD      | Not Available |                         |              |
        A2     | Unbilled Sales | Time  | USPM    | 8        | 200   | 1600   | USD      | Chargeable    | Customer Invoice Posted |              |
        A3     | Unbilled Sales | Time  | USPM    | -8       | 200   | -1600  | USD      | Chargeable    | Customer Invoice Posted | Unadjustable | yes
        A4     | Billed Sales   | Time  | USPM    | 8        | 200   | 1600   | USD      | Chargeable    | Customer Invoice Posted |              |`);
      expect(await see.connections()).toEqual(table`
        one                          | role of one    | two               | role of two
        A2                           | Unbilled Sales | A1                | Cost
        A3                           | Reversing      | A2                | Original
        A4                           | Billed Sales   | A2                | Unbilled Sales
        msdyn_invoicelinetransaction | Billed Sales   | A2                | Unbilled Sales
        msdyn_journalline            | Unbilled Sales | msdyn_journalline | Cost`);
      await see.shows(
        see.staged,
        table`
        actual | type        | class | company | project        | quantity | price | amount | currency | billing type | billing status          | adjustment | proposal
        A1     | Cost        | Time  | uspm    | uspm P-TM W-TM | 8        | 100   | 800    | USD      | NotAvailable |                         |            |
        A2     | Sales       | Time  | uspm    | uspm P-TM W-TM | 8        | 200   | 1600   | USD      | Chargeable   | Customer Invoice Posted |            |
        A4     | BilledSales | Time  | uspm    | uspm P-TM W-TM | 8        | 200   | 1600   | USD      | Chargeable   | Customer Invoice Posted |            | P1`,
      );
      await see.shows(
        see.relationships,
        table`
        one | role of one    | two | role of two
        A2  | Unbilled Sales | A1  | Cost
        A3  | Reversing      | A2  | Original
        A4  | Billed Sales   | A2  | Unbilled Sales`,
      );
    }, 90_000);

    it('Import from staging: a proposal line of 1,600', async () => {
      await desk.createProposal(proforma, 'C-TM', [await see.actual('A4')]);
      await desk.importFromStaging('uspm');
      expect(await see.proposalLines()).toEqual(table`
        actual | proposal | quantity | price | amount | tax | currency
        A4     | P1       | 8        | 200   | 1600   | 160 | USD`);
    });

    it('proposal posted: the customer owes 1,760, WIP is back to nothing, A4 gets voucher and tax', async () => {
      await desk.postProposal(proforma);
      expect((await see.ledger()).slice(4)).toEqual(table`
        voucher | company | account                    | debit | credit | currency | debit in books | credit in books
        V3      | uspm    | 130100 Accounts receivable | 1760  |        | USD      | 1760           |
        V3      | uspm    | 411100 Revenue - labor     |       | 1600   | USD      |                | 1600
        V3      | uspm    | 250500 Sales tax payable   |       | 160    | USD      |                | 160
        V3      | uspm    | 420200 Accrued revenue     | 1600  |        | USD      | 1600           |
        V3      | uspm    | 161300 WIP - sales value   |       | 1600   | USD      |                | 1600`);
      expect(await see.transactions()).toEqual(table`
        actual | company | project | side  | amount | currency | in books | status
        A1     | uspm    | P-TM    | Cost  | 800    | USD      | 800      | Posted
        A2     | uspm    | P-TM    | Sales | 1600   | USD      | 1600     | Invoiced`);
      await see.shows(
        see.writtenBack,
        table`
        actual | amount | rate | voucher | tax
        A1     | 800    | 1    | V1      | 0
        A2     | 1600   | 1    | V2      | 0
        A3     |        |      |         |
        A4     | 1600   | 1    | V3      | 160`,
      );
    }, 60_000);

    it('each actual was written once on either side, A2 thrice more for its billing status; nothing is left open (I5)', async () => {
      await see.shows(
        see.stages,
        table`
        actual | stage       | problems
        A1     | writtenBack |
        A2     | writtenBack |
        A3     | none        |
        A4     | writtenBack |`,
      );
      await see.shows(
        () => see.balances('P-TM'),
        table`
        company | currency | actuals | quantity | amount | in books | not written back | open
        USPM    | USD      | 3       | 24       | 4000   | 4000     | 0.00             | 0`,
      );
      expect(await see.writes()).toEqual(table`
        what        | created in Finance | changed in Finance | created in Dataverse | changed in Dataverse
        A1          | 1                  | 0                  | 0                    | 1
        A2          | 1                  | 3                  | 0                    | 1
        A3          | 0                  | 0                  | 0                    | 0
        A4          | 1                  | 0                  | 0                    | 1
        connections | 3                  | 0                  | 0                    | 0`);
    }, 60_000);
  });
