import { specificationFor } from '@concord/testing';
import type { Row } from '../../../odata/model';
import { RuleRefusal } from '../../../odata/rules';
import { adjustmentStatus, billingStatus, notToExceed, transactionType } from '../values';
import { checkReadyToInvoice } from './g4-ready-to-invoice';

const given = specificationFor((change: Row, open: Row) => {
  checkReadyToInvoice({ ...open, ...change });
  return 'ready';
});
const openSale = { msdyn_transactiontypecode: transactionType.unbilledSales, msdyn_billingstatus: billingStatus.created };

describe('what can be marked ready to invoice', () => {
  it('an open unbilled sale, and one that is ready already (G4)', () => {
    given(openSale).when({}).then('ready');
    given(openSale).when({ msdyn_billingstatus: billingStatus.ready }).then('ready');
  });

  it.each<[string, Row]>([
    ['a cost', { msdyn_transactiontypecode: transactionType.cost }],
    ['an adjusted sale', { msdyn_adjustmentstatus: adjustmentStatus.adjusted }],
    ['a reversal', { msdyn_adjustmentstatus: adjustmentStatus.unadjustable }],
    ['a sale beyond its limit', { msdyn_nottoexceedstatus: notToExceed.failed }],
    ['a sale on a draft invoice', { msdyn_billingstatus: billingStatus.onInvoice }],
    ['an invoiced sale', { msdyn_billingstatus: billingStatus.posted }],
    ['a cancelled sale', { msdyn_billingstatus: billingStatus.canceled }],
  ])('%s is refused (G4)', (_what, change) => given(openSale).when(change).thenFailsWith(RuleRefusal));
});
