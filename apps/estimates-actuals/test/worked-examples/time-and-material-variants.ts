import type { Desk } from './desk';
import { table } from './table';
import type { TwoSides } from './two-sides';

/** Variants of time and material, and a recall after the approval. */
export const timeAndMaterialVariants = (desk: Desk, see: TwoSides): void =>
  describe('time and material, variants', () => {
    let recalled: string;
    beforeAll(() => see.begin());

    it('6 of 8 hours are 1,200 to bill and 400 not; 10 are 2,000; the cost stays 800', async () => {
      await desk.approveHours('P-TM', '8', { billable: '6' });
      await see.actuals();
      await desk.approveHours('P-TM', '8', { billable: '10' });
      await see.actuals();
      recalled = await desk.approveHours('P-TM', '8');
      expect(await see.actuals()).toEqual(table`
        actual | type           | class | company | quantity | price | amount | currency | billing type   | billing status         | adjustment | skip sync
        A1     | Cost           | Time  | USPM    | 8        | 100   | 800    | USD      | Not Available  |                        |            |
        A2     | Unbilled Sales | Time  | USPM    | 6        | 200   | 1200   | USD      | Chargeable     | Unbilled Sales Created |            |
        A3     | Unbilled Sales | Time  | USPM    | 2        | 200   | 400    | USD      | Non Chargeable | Unbilled Sales Created |            |
        A4     | Cost           | Time  | USPM    | 8        | 100   | 800    | USD      | Not Available  |                        |            |
        A5     | Unbilled Sales | Time  | USPM    | 10       | 200   | 2000   | USD      | Chargeable     | Unbilled Sales Created |            |
        A6     | Cost           | Time  | USPM    | 8        | 100   | 800    | USD      | Not Available  |                        |            |
        A7     | Unbilled Sales | Time  | USPM    | 8        | 200   | 1600   | USD      | Chargeable     | Unbilled Sales Created |            |`);
      await see.shows(
        see.relationships,
        table`
        one | role of one    | two | role of two
        A2  | Unbilled Sales | A1  | Cost
        A3  | Unbilled Sales | A1  | Cost
        A5  | Unbilled Sales | A4  | Cost
        A7  | Unbilled Sales | A6  | Cost`,
      );
      await see.shows(
        see.staged,
        table`
        actual | type  | class | company | project        | quantity | price | amount | currency | billing type  | billing status         | adjustment | proposal
        A1     | Cost  | Time  | uspm    | uspm P-TM W-TM | 8        | 100   | 800    | USD      | NotAvailable  |                        |            |
        A2     | Sales | Time  | uspm    | uspm P-TM W-TM | 6        | 200   | 1200   | USD      | Chargeable    | Unbilled Sales Created |            |
        A3     | Sales | Time  | uspm    | uspm P-TM W-TM | 2        | 200   | 400    | USD      | NonChargeable | Unbilled Sales Created |            |
        A4     | Cost  | Time  | uspm    | uspm P-TM W-TM | 8        | 100   | 800    | USD      | NotAvailable  |                        |            |
        A5     | Sales | Time  | uspm    | uspm P-TM W-TM | 10       | 200   | 2000   | USD      | Chargeable    | Unbilled Sales Created |            |
        A6     | Cost  | Time  | uspm    | uspm P-TM W-TM | 8        | 100   | 800    | USD      | NotAvailable  |                        |            |
        A7     | Sales | Time  | uspm    | uspm P-TM W-TM | 8        | 200   | 1600   | USD      | Chargeable    | Unbilled Sales Created |            |`,
      );
    }, 60_000);

    it('posted: hours that are not billed have a voucher and no revenue', async () => {
      await desk.importAndPost('uspm');
      expect(await see.journalLines()).toEqual(table`
        actual | company | type       | quantity | unit | extended | currency | rate | voucher | related | status
        A1     | uspm    | Hour cost  | 8        | 100  | 800      | USD      | 100  | V1      |         | Posted
        A2     | uspm    | Hour price | 6        | 200  | 1200     | USD      | 100  | V2      | V1      | Posted
        A3     | uspm    | Hour price | 2        | 200  | 400      | USD      | 100  | V3      | V1      | Posted
        A4     | uspm    | Hour cost  | 8        | 100  | 800      | USD      | 100  | V4      |         | Posted
        A5     | uspm    | Hour price | 10       | 200  | 2000     | USD      | 100  | V5      | V4      | Posted
        A6     | uspm    | Hour cost  | 8        | 100  | 800      | USD      | 100  | V6      |         | Posted
        A7     | uspm    | Hour price | 8        | 200  | 1600     | USD      | 100  | V7      | V6      | Posted`);
      expect(await see.ledger()).toEqual(table`
        voucher | company | account                        | debit | credit | currency | debit in books | credit in books
        V1      | uspm    | 540100 Cost of project - labor | 800   |        | USD      | 800            |
        V1      | uspm    | 600300 Payroll allocation      |       | 800    | USD      |                | 800
        V2      | uspm    | 161300 WIP - sales value       | 1200  |        | USD      | 1200           |
        V2      | uspm    | 420200 Accrued revenue         |       | 1200   | USD      |                | 1200
        V4      | uspm    | 540100 Cost of project - labor | 800   |        | USD      | 800            |
        V4      | uspm    | 600300 Payroll allocation      |       | 800    | USD      |                | 800
        V5      | uspm    | 161300 WIP - sales value       | 2000  |        | USD      | 2000           |
        V5      | uspm    | 420200 Accrued revenue         |       | 2000   | USD      |                | 2000
        V6      | uspm    | 540100 Cost of project - labor | 800   |        | USD      | 800            |
        V6      | uspm    | 600300 Payroll allocation      |       | 800    | USD      |                | 800
        V7      | uspm    | 161300 WIP - sales value       | 1600  |        | USD      | 1600           |
        V7      | uspm    | 420200 Accrued revenue         |       | 1600   | USD      |                | 1600`);
      await see.shows(
        see.writtenBack,
        table`
        actual | amount | rate | voucher | tax
        A1     | 800    | 1    | V1      | 0
        A2     | 1200   | 1    | V2      | 0
        A3     | 400    | 1    | V3      | 0
        A4     | 800    | 1    | V4      | 0
        A5     | 2000   | 1    | V5      | 0
        A6     | 800    | 1    | V6      | 0
        A7     | 1600   | 1    | V7      | 0`,
      );
    }, 60_000);

    it('recalled after the approval: A6 and A7 are Adjusted, -800 and -1,600 are sent and posted the other way round', async () => {
      await desk.act('recall-time', { entries: recalled });
      expect((await see.actuals()).slice(5)).toEqual(table`
        actual | type           | class | company | quantity | price | amount | currency | billing type  | billing status | adjustment   | skip sync
        A6     | Cost           | Time  | USPM    | 8        | 100   | 800    | USD      | Not Available |                | Adjusted     |
        A7     | Unbilled Sales | Time  | USPM    | 8        | 200   | 1600   | USD      | Chargeable    | Canceled       | Adjusted     |
        A8     | Cost           | Time  | USPM    | -8       | 100   | -800   | USD      | Not Available |                | Unadjustable |
        A9     | Unbilled Sales | Time  | USPM    | -8       | 200   | -1600  | USD      | Chargeable    | Canceled       | Unadjustable |`);
      await see.shows(
        async () => (await see.staged()).slice(5),
        table`
        actual | type  | class | company | project        | quantity | price | amount | currency | billing type | billing status | adjustment   | proposal
        A6     | Cost  | Time  | uspm    | uspm P-TM W-TM | 8        | 100   | 800    | USD      | NotAvailable |                | Adjusted     |
        A7     | Sales | Time  | uspm    | uspm P-TM W-TM | 8        | 200   | 1600   | USD      | Chargeable   | Canceled       | Adjusted     |
        A8     | Cost  | Time  | uspm    | uspm P-TM W-TM | -8       | 100   | -800   | USD      | NotAvailable |                | Unadjustable |
        A9     | Sales | Time  | uspm    | uspm P-TM W-TM | -8       | 200   | -1600  | USD      | Chargeable   | Canceled       | Unadjustable |`,
      );
      await desk.importAndPost('uspm');
      expect((await see.ledger()).slice(12)).toEqual(table`
        voucher | company | account                        | debit | credit | currency | debit in books | credit in books
        V8      | uspm    | 540100 Cost of project - labor |       | 800    | USD      |                | 800
        V8      | uspm    | 600300 Payroll allocation      | 800   |        | USD      | 800            |
        V9      | uspm    | 161300 WIP - sales value       |       | 1600   | USD      |                | 1600
        V9      | uspm    | 420200 Accrued revenue         | 1600  |        | USD      | 1600           |`);
      await see.shows(
        async () => (await see.writtenBack()).slice(5),
        table`
        actual | amount | rate | voucher | tax
        A6     | 800    | 1    | V6      | 0
        A7     | 1600   | 1    | V7      | 0
        A8     | -800   | 1    | V8      | 0
        A9     | -1600  | 1    | V9      | 0`,
      );
      await see.shows(
        async () => (await see.stages()).slice(5),
        table`
        actual | stage       | problems
        A6     | writtenBack |
        A7     | writtenBack |
        A8     | writtenBack |
        A9     | writtenBack |`,
      );
      await see.shows(
        () => see.balances('P-TM'),
        table`
        company | currency | actuals | quantity | amount | in books | not written back | open
        USPM    | USD      | 12      | 58       | 9200   | 9200     | 0.00             | 0`,
      );
      expect((await see.writes()).slice(5, 9)).toEqual(table`
        what | created in Finance | changed in Finance | created in Dataverse | changed in Dataverse
        A6   | 1                  | 1                  | 0                    | 1
        A7   | 1                  | 1                  | 0                    | 1
        A8   | 1                  | 0                  | 0                    | 1
        A9   | 1                  | 0                  | 0                    | 1`);
    }, 90_000);
  });
