import type { Row } from '../../../odata/model';
import { RuleRefusal } from '../../../odata/rules';
import { lookup } from '../office';

/** G11. A sale that no customer of the contract line was named for cannot be invoiced to anybody. */
export const checkCustomerOfSale = (unbilled: Row): void => {
  if (lookup(unbilled, 'msdyn_projectcontractsplitbillingrule') === undefined)
    throw new RuleRefusal('An unbilled sale without a contract line customer cannot be invoiced.');
};
