import type { Desk } from './desk';
import { idOf } from './first-day';
import { table } from './table';
import type { TwoSides } from './two-sides';

/** Worked example: fixed price. `FPN` is as `FP`, with the profile without WIP. */
export const fixedPrice = (desk: Desk, see: TwoSides): void =>
  describe('fixed price', () => {
    beforeAll(() => see.begin());

    it('setup synced: milestones are on-account transactions, the first makes the estimate project, and 4,000 of cost are forecast', async () => {
      await desk.act('assign-resource', { project: 'P-FP', task: idOf('W-FP'), resource: 'Bob', hours: '40', start: '2026-03-02' });
      await see.shows(
        see.milestones,
        table`
        milestone | project | amount | currency | in Finance | proposal | in Dataverse
        M1        | P-FP    | 5000   | USD      | Posted     |          | Not ready for invoicing
        M2        | P-FP    | 5000   | USD      | Posted     |          | Not ready for invoicing
        N1        | P-FPN   | 5000   | USD      | Posted     |          | Not ready for invoicing
        N2        | P-FPN   | 5000   | USD      | Posted     |          | Not ready for invoicing`,
      );
      const line = (await desk.world.control.rows('finance', 'ProjectContractLines')).find((row) => row['ContractLineId'] === 'L-FP');
      expect(line).toMatchObject({ dataAreaId: 'uspm', BillingMethod: 'FixedPrice', LineAmount: '10000', LineProjectId: 'P-FP' });
      const project = (await desk.world.control.rows('finance', 'ProjectsV2')).find((row) => row['ProjectId'] === 'P-FP');
      expect(project).toMatchObject({ dataAreaId: 'uspm', EstimateProjectId: 'P-FP' });
      await see.shows(
        async () => (await desk.world.control.rows('finance', 'ProjectHourForecasts')).map((row) => ({ cost: String(row['CostAmount']) })),
        [{ cost: '4000' }],
      );
    }, 60_000);

    it('time approved: A1 alone, no unbilled sale; posted, it gets its voucher', async () => {
      await desk.approveHours('P-FP', '8');
      expect(await see.actuals()).toEqual(table`
        actual | type | class | company | quantity | price | amount | currency | billing type  | billing status | adjustment | skip sync
        A1     | Cost | Time  | USPM    | 8        | 100   | 800    | USD      | Not Available |                |            |`);
      await see.shows(
        see.staged,
        table`
        actual | type | class | company | project        | quantity | price | amount | currency | billing type | billing status | adjustment | proposal
        A1     | Cost | Time  | uspm    | uspm P-FP W-FP | 8        | 100   | 800    | USD      | NotAvailable |                |            |`,
      );
      await desk.importAndPost('uspm');
      expect(await see.ledger()).toEqual(table`
        voucher | company | account                        | debit | credit | currency | debit in books | credit in books
        V1      | uspm    | 540100 Cost of project - labor | 800   |        | USD      | 800            |
        V1      | uspm    | 600300 Payroll allocation      |       | 800    | USD      |                | 800`);
      await see.shows(
        see.writtenBack,
        table`
        actual | amount | rate | voucher | tax
        A1     | 800    | 1    | V1      | 0`,
      );
    }, 60_000);

    it('revenue estimate: 800 of 4,000 are 20 percent, 2,000 are accrued', async () => {
      expect(await desk.act('post-estimate', { company: 'uspm', project: 'P-FP', date: '2026-03-31' })).toMatchObject({
        estimatedCost: '4000',
        actualCost: '800',
        completedPercentage: '20',
        accruedRevenue: '2000',
      });
      expect((await see.ledger()).slice(2)).toEqual(table`
        voucher | company | account                  | debit | credit | currency | debit in books | credit in books
        V2      | uspm    | 161300 WIP - sales value | 2000  |        | USD      | 2000           |
        V2      | uspm    | 420200 Accrued revenue   |       | 2000   | USD      |                | 2000`);
    });

    let [first, withoutWip] = ['', ''];
    it('M1 confirmed, and N1 of the contract without WIP: billed sales of class Milestone, nothing unbilled, each linked to its milestone', async () => {
      for (const milestone of ['M1', 'N1']) await desk.act('mark-milestone-ready', { milestone });
      first = (await desk.draftInvoice('C-FP')).number;
      await desk.confirmInvoice(first);
      await see.actuals();
      withoutWip = (await desk.draftInvoice('C-FPN')).number;
      await see.staged();
      await desk.confirmInvoice(withoutWip);
      expect(await see.actuals()).toEqual(table`
        actual | type         | class     | company | quantity | price | amount | currency | billing type  | billing status          | adjustment | skip sync
        A1     | Cost         | Time      | USPM    | 8        | 100   | 800    | USD      | Not Available |                         |            |
        A2     | Billed Sales | Milestone | USPM    | 1        | 5000  | 5000   | USD      | Chargeable    | Customer Invoice Posted |            |
        A3     | Billed Sales | Milestone | USPM    | 1        | 5000  | 5000   | USD      | Chargeable    | Customer Invoice Posted |            |`);
      await see.shows(
        see.staged,
        table`
        actual | type        | class     | company | project        | quantity | price | amount | currency | billing type | billing status          | adjustment | proposal
        A1     | Cost        | Time      | uspm    | uspm P-FP W-FP | 8        | 100   | 800    | USD      | NotAvailable |                         |            |
        A2     | BilledSales | Milestone | uspm    | uspm P-FP      | 1        | 5000  | 5000   | USD      | Chargeable   | Customer Invoice Posted |            | P1
        A3     | BilledSales | Milestone | uspm    | uspm P-FPN     | 1        | 5000  | 5000   | USD      | Chargeable   | Customer Invoice Posted |            | P2`,
      );
      await desk.createProposal(first, 'C-FP');
      await desk.createProposal(withoutWip, 'C-FPN');
      await desk.importFromStaging('uspm');
      expect(await see.proposalLines()).toEqual(table`
        actual | proposal | quantity | price | amount | tax | currency
        A2     | P1       | 1        | 5000  | 5000   | 500 | USD
        A3     | P2       | 1        | 5000  | 5000   | 500 | USD`);
      expect(await see.milestones()).toEqual(table`
        milestone | project | amount | currency | in Finance      | proposal | in Dataverse
        M1        | P-FP    | 5000   | USD      | InvoiceProposal | P1       | Customer invoice posted
        M2        | P-FP    | 5000   | USD      | Posted          |          | Not ready for invoicing
        N1        | P-FPN   | 5000   | USD      | InvoiceProposal | P2       | Customer invoice posted
        N2        | P-FPN   | 5000   | USD      | Posted          |          | Not ready for invoicing`);
    }, 60_000);

    it('proposals posted: against WIP invoiced on account, without WIP against invoiced revenue on account', async () => {
      await desk.postProposal(first);
      await desk.postProposal(withoutWip);
      expect((await see.ledger()).slice(4)).toEqual(table`
        voucher | company | account                              | debit | credit | currency | debit in books | credit in books
        V3      | uspm    | 130100 Accounts receivable           | 5500  |        | USD      | 5500           |
        V3      | uspm    | 162100 WIP invoiced - on account     |       | 5000   | USD      |                | 5000
        V3      | uspm    | 250500 Sales tax payable             |       | 500    | USD      |                | 500
        V4      | uspm    | 130100 Accounts receivable           | 5500  |        | USD      | 5500           |
        V4      | uspm    | 413100 Invoiced revenue - on account |       | 5000   | USD      |                | 5000
        V4      | uspm    | 250500 Sales tax payable             |       | 500    | USD      |                | 500`);
      await see.shows(
        see.writtenBack,
        table`
        actual | amount | rate | voucher | tax
        A1     | 800    | 1    | V1      | 0
        A2     | 5000   | 1    | V3      | 500
        A3     | 5000   | 1    | V4      | 500`,
      );
    }, 60_000);

    let [second, credit] = ['', ''];
    it('M2 confirmed, and N1 credited: A3 is Adjusted, A5 takes 5,000 back', async () => {
      await desk.act('mark-milestone-ready', { milestone: 'M2' });
      second = (await desk.draftInvoice('C-FP')).number;
      await desk.confirmInvoice(second);
      await see.staged();
      credit = (await desk.reviseInvoice(withoutWip)).number;
      await see.staged();
      await desk.confirmInvoice(credit);
      expect((await see.actuals()).slice(2)).toEqual(table`
        actual | type         | class     | company | quantity | price | amount | currency | billing type | billing status          | adjustment   | skip sync
        A3     | Billed Sales | Milestone | USPM    | 1        | 5000  | 5000   | USD      | Chargeable   | Customer Invoice Posted | Adjusted     |
        A4     | Billed Sales | Milestone | USPM    | 1        | 5000  | 5000   | USD      | Chargeable   | Customer Invoice Posted |              |
        A5     | Billed Sales | Milestone | USPM    | -1       | 5000  | -5000  | USD      | Chargeable   | Customer Invoice Posted | Unadjustable |`);
      expect(await see.connections()).toEqual(table`
        one                          | role of one | two | role of two
        A5                           | Reversing   | A3  | Original
        msdyn_invoicelinetransaction | Replacing   | A3  | Original`);
      await see.shows(
        async () => (await see.staged()).slice(2),
        table`
        actual | type        | class     | company | project    | quantity | price | amount | currency | billing type | billing status          | adjustment   | proposal
        A3     | BilledSales | Milestone | uspm    | uspm P-FPN | 1        | 5000  | 5000   | USD      | Chargeable   | Customer Invoice Posted | Adjusted     | P2
        A4     | BilledSales | Milestone | uspm    | uspm P-FP  | 1        | 5000  | 5000   | USD      | Chargeable   | Customer Invoice Posted |              | P3
        A5     | BilledSales | Milestone | uspm    | uspm P-FPN | -1       | 5000  | -5000  | USD      | Chargeable   | Customer Invoice Posted | Unadjustable | P4`,
      );
      await see.shows(
        see.relationships,
        table`
        one | role of one | two | role of two
        A5  | Reversing   | A3  | Original`,
      );
      await desk.createProposal(second, 'C-FP');
      await desk.createProposal(credit, 'C-FPN');
      await desk.importFromStaging('uspm');
      expect((await see.proposalLines()).slice(2)).toEqual(table`
        actual | proposal | quantity | price | amount | tax  | currency
        A4     | P3       | 1        | 5000  | 5000   | 500  | USD
        A5     | P4       | -1       | 5000  | -5000  | -500 | USD`);
    }, 60_000);

    it('project end: what was invoiced on account meets what was accrued, and nothing is left open on either side', async () => {
      await desk.postProposal(second);
      await desk.postProposal(credit);
      await desk.act('eliminate-project', { company: 'uspm', project: 'P-FP', date: '2026-04-30' });
      expect((await see.ledger()).slice(10)).toEqual(table`
        voucher | company | account                              | debit | credit | currency | debit in books | credit in books
        V5      | uspm    | 130100 Accounts receivable           | 5500  |        | USD      | 5500           |
        V5      | uspm    | 162100 WIP invoiced - on account     |       | 5000   | USD      |                | 5000
        V5      | uspm    | 250500 Sales tax payable             |       | 500    | USD      |                | 500
        V6      | uspm    | 130100 Accounts receivable           |       | 5500   | USD      |                | 5500
        V6      | uspm    | 413100 Invoiced revenue - on account | 5000  |        | USD      | 5000           |
        V6      | uspm    | 250500 Sales tax payable             | 500   |        | USD      | 500            |
        V7      | uspm    | 161300 WIP - sales value             | 8000  |        | USD      | 8000           |
        V7      | uspm    | 420200 Accrued revenue               |       | 8000   | USD      |                | 8000
        V7      | uspm    | 162100 WIP invoiced - on account     | 10000 |        | USD      | 10000          |
        V7      | uspm    | 161300 WIP - sales value             |       | 10000  | USD      |                | 10000`);
      await see.shows(
        see.writtenBack,
        table`
        actual | amount | rate | voucher | tax
        A1     | 800    | 1    | V1      | 0
        A2     | 5000   | 1    | V3      | 500
        A3     | 5000   | 1    | V4      | 500
        A4     | 5000   | 1    | V5      | 500
        A5     | -5000  | 1    | V6      | -500`,
      );
      await see.shows(
        see.stages,
        table`
        actual | stage       | problems
        A1     | writtenBack |
        A2     | writtenBack |
        A3     | writtenBack |
        A4     | writtenBack |
        A5     | writtenBack |`,
      );
      await see.shows(
        () => see.balances('P-FP'),
        table`
        company | currency | actuals | quantity | amount | in books | not written back | open
        USPM    | USD      | 3       | 10       | 10800  | 10800    | 0.00             | 0`,
      );
      expect(await see.writes()).toEqual(table`
        what        | created in Finance | changed in Finance | created in Dataverse | changed in Dataverse
        A1          | 1                  | 0                  | 0                    | 1
        A2          | 1                  | 0                  | 0                    | 1
        A3          | 1                  | 1                  | 0                    | 1
        A4          | 1                  | 0                  | 0                    | 1
        A5          | 1                  | 0                  | 0                    | 1
        connections | 1                  | 0                  | 0                    | 0`);
    }, 60_000);
  });
