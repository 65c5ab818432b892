import type { Desk } from './desk';
import { table } from './table';
import type { TwoSides } from './two-sides';

/** Worked example: contract in a foreign currency. */
export const foreignCurrency = (desk: Desk, see: TwoSides): void =>
  describe('contract in a foreign currency', () => {
    beforeAll(() => see.begin());

    it('cost in dollars at 100, sale in pounds at the agreed 125: 1,000 GBP are 1,250 USD, and the ratio comes back', async () => {
      await desk.approveHours('P-GBP', '4', { role: 'Expert' });
      expect(await see.actuals()).toEqual(table`
        actual | type           | class | company | quantity | price | amount | currency | billing type  | billing status         | adjustment | skip sync
        A1     | Cost           | Time  | USPM    | 4        | 120   | 480    | USD      | Not Available |                        |            |
        A2     | Unbilled Sales | Time  | USPM    | 4        | 250   | 1000   | GBP      | Chargeable    | Unbilled Sales Created |            |`);
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
        A1     | Cost  | Time  | uspm    | uspm P-GBP W-GBP | 4        | 120   | 480    | USD      | NotAvailable |                        |            |
        A2     | Sales | Time  | uspm    | uspm P-GBP W-GBP | 4        | 250   | 1000   | GBP      | Chargeable   | Unbilled Sales Created |            |`,
      );
      await desk.importAndPost('uspm');
      expect(await see.journalLines()).toEqual(table`
        actual | company | type       | quantity | unit | extended | currency | rate | voucher | related | status
        A1     | uspm    | Hour cost  | 4        | 120  | 480      | USD      | 100  | V1      |         | Posted
        A2     | uspm    | Hour price | 4        | 250  | 1000     | GBP      | 125  | V2      | V1      | Posted`);
      expect(await see.ledger()).toEqual(table`
        voucher | company | account                        | debit | credit | currency | debit in books | credit in books
        V1      | uspm    | 540100 Cost of project - labor | 480   |        | USD      | 480            |
        V1      | uspm    | 600300 Payroll allocation      |       | 480    | USD      |                | 480
        V2      | uspm    | 161300 WIP - sales value       | 1000  |        | GBP      | 1250           |
        V2      | uspm    | 420200 Accrued revenue         |       | 1000   | GBP      |                | 1250`);
      await see.shows(
        see.writtenBack,
        table`
        actual | amount | rate | voucher | tax
        A1     | 480    | 1    | V1      | 0
        A2     | 1250   | 1.25 | V2      | 0`,
      );
      await see.shows(
        see.stages,
        table`
        actual | stage       | problems
        A1     | writtenBack |
        A2     | writtenBack |`,
      );
      await see.shows(
        () => see.balances('P-GBP'),
        table`
        company | currency | actuals | quantity | amount | in books | not written back | open
        USPM    | GBP      | 1       | 4        | 1000   | 1250     | 0.00             | 0
        USPM    | USD      | 1       | 4        | 480    | 480      | 0.00             | 0`,
      );
      expect(await see.writes()).toEqual(table`
        what        | created in Finance | changed in Finance | created in Dataverse | changed in Dataverse
        A1          | 1                  | 0                  | 0                    | 1
        A2          | 1                  | 0                  | 0                    | 1
        connections | 1                  | 0                  | 0                    | 0`);
    }, 90_000);
  });
