import type { Row } from '../../../odata/model';
import { RuleRefusal } from '../../../odata/rules';
import { adjustmentStatus, billingStatus, notToExceed, transactionType } from '../values';

/** G4. Only an open unbilled sale can be marked ready: neither one that was adjusted, nor one beyond its limit, nor one on an invoice. */
export const checkReadyToInvoice = (actual: Row): void => {
  if (actual['msdyn_transactiontypecode'] !== transactionType.unbilledSales)
    throw new RuleRefusal('Only unbilled sales can be marked ready to invoice.');
  const adjustment = actual['msdyn_adjustmentstatus'] ?? null;
  if (adjustment === adjustmentStatus.adjusted || adjustment === adjustmentStatus.unadjustable)
    throw new RuleRefusal('An adjusted actual, or one that reverses another, cannot be marked ready to invoice.');
  if (actual['msdyn_nottoexceedstatus'] === notToExceed.failed)
    throw new RuleRefusal('The actual exceeds the not-to-exceed limit: it cannot be marked ready to invoice.');
  const status = actual['msdyn_billingstatus'] ?? billingStatus.created;
  if (status !== billingStatus.created && status !== billingStatus.ready)
    throw new RuleRefusal('The actual is on an invoice already, or cancelled.');
};
