import type { Desk } from './desk';
import { idOf } from './first-day';
import { table } from './table';
import type { TwoSides } from './two-sides';

/** Reversals and the skip rule: what was booked before its contract is confirmed is taken back and made anew, at the prices of that day. */
export const contractConfirmed = (desk: Desk, see: TwoSides): void =>
  describe('contract confirmed after the booking', () => {
    beforeAll(() => see.begin());

    it('A1 and A2 are Adjusted, their reversals and the new cost and sale are sent and posted; nothing is skipped', async () => {
      await desk.approveHours('P-NEW', '8');
      await see.actuals();
      const raised = await desk.world.dataverse.change(`msdyn_resourcecategorypricelevels(${idOf('Price of NEW')})`, { msdyn_price: 210 });
      expect(raised.status).toBeLessThan(300);
      await desk.act('confirm-contract', { contract: 'C-NEW' });
      await desk.world.control.post('clock', { advanceSeconds: 61 }); // a job does the rest
      expect(await see.actuals()).toEqual(table`
        actual | type           | class | company | quantity | price | amount | currency | billing type  | billing status         | adjustment   | skip sync
        A1     | Cost           | Time  | USPM    | 8        | 100   | 800    | USD      | Not Available |                        | Adjusted     |
        A2     | Unbilled Sales | Time  | USPM    | 8        | 200   | 1600   | USD      | Chargeable    | Canceled               | Adjusted     |
        A3     | Cost           | Time  | USPM    | -8       | 100   | -800   | USD      | Not Available |                        | Unadjustable |
        A4     | Unbilled Sales | Time  | USPM    | -8       | 200   | -1600  | USD      | Chargeable    | Canceled               | Unadjustable |
        A5     | Cost           | Time  | USPM    | 8        | 100   | 800    | USD      | Not Available |                        |              |
        A6     | Unbilled Sales | Time  | USPM    | 8        | 210   | 1680   | USD      | Chargeable    | Unbilled Sales Created |              |`);
      await see.shows(
        see.staged,
        table`
        actual | type  | class | company | project          | quantity | price | amount | currency | billing type | billing status         | adjustment   | proposal
        A1     | Cost  | Time  | uspm    | uspm P-NEW W-NEW | 8        | 100   | 800    | USD      | NotAvailable |                        | Adjusted     |
        A2     | Sales | Time  | uspm    | uspm P-NEW W-NEW | 8        | 200   | 1600   | USD      | Chargeable   | Canceled               | Adjusted     |
        A3     | Cost  | Time  | uspm    | uspm P-NEW W-NEW | -8       | 100   | -800   | USD      | NotAvailable |                        | Unadjustable |
        A4     | Sales | Time  | uspm    | uspm P-NEW W-NEW | -8       | 200   | -1600  | USD      | Chargeable   | Canceled               | Unadjustable |
        A5     | Cost  | Time  | uspm    | uspm P-NEW W-NEW | 8        | 100   | 800    | USD      | NotAvailable |                        |              |
        A6     | Sales | Time  | uspm    | uspm P-NEW W-NEW | 8        | 210   | 1680   | USD      | Chargeable   | Unbilled Sales Created |              |`,
      );
      await see.shows(
        see.relationships,
        table`
        one | role of one    | two | role of two
        A2  | Unbilled Sales | A1  | Cost
        A6  | Unbilled Sales | A5  | Cost`,
      );
      await desk.importAndPost('uspm');
      await see.shows(
        see.writtenBack,
        table`
        actual | amount | rate | voucher | tax
        A1     | 800    | 1    | V1      | 0
        A2     | 1600   | 1    | V2      | 0
        A3     | -800   | 1    | V3      | 0
        A4     | -1600  | 1    | V4      | 0
        A5     | 800    | 1    | V5      | 0
        A6     | 1680   | 1    | V6      | 0`,
      );
      await see.shows(
        () => see.balances('P-NEW'),
        table`
        company | currency | actuals | quantity | amount | in books | not written back | open
        USPM    | USD      | 6       | 16       | 2480   | 2480     | 0.00             | 0`,
      );
    }, 90_000);
  });
