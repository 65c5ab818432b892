import type { Desk } from './desk';
import { table } from './table';
import type { TwoSides } from './two-sides';

/** Worked example: intercompany. */
export const intercompany = (desk: Desk, see: TwoSides): void =>
  describe('intercompany', () => {
    beforeAll(() => see.begin());

    it('approved: the cost stays in Dataverse, the sale goes to USPM, the two lending rows to GBPM and name the project of USPM', async () => {
      await desk.approveHours('P-IC', '10', { resource: 'Ewa' });
      expect(await see.actuals()).toEqual(table`
        actual | type                       | class | company | quantity | price | amount | currency | billing type  | billing status         | adjustment | skip sync
        A1     | Cost                       | Time  | USPM    | 10       | 120   | 1200   | USD      | Not Available |                        |            | yes
        A2     | Unbilled Sales             | Time  | USPM    | 10       | 200   | 2000   | USD      | Chargeable    | Unbilled Sales Created |            |
        A3     | Resourcing Unit Cost       | Time  | GBPM    | 10       | 88    | 880    | GBP      | Not Available |                        |            |
        A4     | Inter-Organizational Sales | Time  | GBPM    | 10       | 120   | 1200   | USD      | Not Available |                        |            |`);
      await see.shows(
        see.relationships,
        table`
        one | role of one    | two | role of two
        A2  | Unbilled Sales | A1  | Cost`,
      );
      await see.shows(
        see.staged,
        table`
        actual | type               | class | company | project        | quantity | price | amount | currency | billing type | billing status         | adjustment | proposal
        A2     | Sales              | Time  | uspm    | uspm P-IC W-IC | 10       | 200   | 2000   | USD      | Chargeable   | Unbilled Sales Created |            |
        A3     | ResourcingUnitCost | Time  | gbpm    | uspm P-IC W-IC | 10       | 88    | 880    | GBP      | NotAvailable |                        |            |
        A4     | InterOrgSales      | Time  | gbpm    | uspm P-IC W-IC | 10       | 120   | 1200   | USD      | NotAvailable |                        |            |`,
      );
    }, 60_000);

    it('journals posted in both companies: no project transaction in GBPM, 1,200 USD are 937.50 GBP there', async () => {
      await desk.importAndPost('gbpm');
      await desk.importAndPost('uspm');
      expect(await see.journalLines()).toEqual(table`
        actual | company | type       | quantity | unit | extended | currency | rate   | voucher | related | status
        A2     | uspm    | Hour price | 10       | 200  | 2000     | USD      | 100    | V1      |         | Posted
        A3     | gbpm    | Hour cost  | 10       | 88   | 880      | GBP      | 100    | V2      |         | Posted
        A4     | gbpm    | Hour price | 10       | 120  | 1200     | USD      | 78.125 | V3      |         | Posted`);
      expect(await see.ledger()).toEqual(table`
        voucher | company | account                        | debit | credit | currency | debit in books | credit in books
        V1      | uspm    | 161300 WIP - sales value       | 2000  |        | USD      | 2000           |
        V1      | uspm    | 420200 Accrued revenue         |       | 2000   | USD      |                | 2000
        V2      | gbpm    | 540100 Cost of project - labor | 880   |        | GBP      | 880            |
        V2      | gbpm    | 600300 Payroll allocation      |       | 880    | GBP      |                | 880
        V3      | gbpm    | 161300 WIP - sales value       | 1200  |        | USD      | 937.5          |
        V3      | gbpm    | 420200 Accrued revenue         |       | 1200   | USD      |                | 937.5`);
      expect(await see.transactions()).toEqual(table`
        actual | company | project | side  | amount | currency | in books | status
        A2     | uspm    | P-IC    | Sales | 2000   | USD      | 2000     | Posted`);
      await see.shows(
        see.writtenBack,
        table`
        actual | amount | rate    | voucher | tax
        A1     |        |         |         |
        A2     | 2000   | 1       | V1      | 0
        A3     | 880    | 1       | V2      | 0
        A4     | 937.5  | 0.78125 | V3      | 0`,
      );
    }, 60_000);

    it('the intercompany invoice ends the accrual in GBPM and brings USPM its cost, which Dataverse has already (70, 8)', async () => {
      await desk.act('post-intercompany-invoice', { lending: 'gbpm', borrowing: 'uspm', date: '2026-03-31' });
      expect((await see.ledger()).slice(6)).toEqual(table`
        voucher | company | account                        | debit | credit | currency | debit in books | credit in books
        V4      | gbpm    | 130110 Intercompany receivable | 1200  |        | USD      | 937.5          |
        V4      | gbpm    | 411900 Intercompany revenue    |       | 1200   | USD      |                | 937.5
        V4      | gbpm    | 420200 Accrued revenue         | 1200  |        | USD      | 937.5          |
        V4      | gbpm    | 161300 WIP - sales value       |       | 1200   | USD      |                | 937.5
        V5      | uspm    | 540900 Intercompany cost       | 1200  |        | USD      | 1200           |
        V5      | uspm    | 200110 Intercompany payable    |       | 1200   | USD      |                | 1200`);
      expect(await see.transactions()).toEqual(table`
        actual | company | project | side  | amount | currency | in books | status
        A2     | uspm    | P-IC    | Sales | 2000   | USD      | 2000     | Posted
        A4     | uspm    | P-IC    | Cost  | 1200   | USD      | 1200     | Posted`);
      await see.shows(
        see.stages,
        table`
        actual | stage       | problems
        A1     | none        |
        A2     | writtenBack |
        A3     | writtenBack |
        A4     | writtenBack |`,
      );
      await see.shows(
        () => see.balances('P-IC'),
        table`
        company | currency | actuals | quantity | amount | in books | not written back | open
        GBPM    | GBP      | 1       | 10       | 880    | 880      | 0.00             | 0
        GBPM    | USD      | 1       | 10       | 1200   | 937.5    | 0.00             | 0
        USPM    | USD      | 1       | 10       | 2000   | 2000     | 0.00             | 0`,
      );
      expect(await see.writes()).toEqual(table`
        what        | created in Finance | changed in Finance | created in Dataverse | changed in Dataverse
        A1          | 0                  | 0                  | 0                    | 0
        A2          | 1                  | 0                  | 0                    | 1
        A3          | 1                  | 0                  | 0                    | 1
        A4          | 1                  | 0                  | 0                    | 1
        connections | 1                  | 0                  | 0                    | 0`);
    }, 60_000);
  });
