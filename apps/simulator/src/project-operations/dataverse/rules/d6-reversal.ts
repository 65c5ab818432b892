import { negateDecimal } from '../../../odata/decimal';
import type { Row } from '../../../odata/model';
import type { Values } from '../office';
import { adjustmentStatus, billingStatus, transactionType } from '../values';

/** What a reversal leaves out: the platform's own columns, and what Finance wrote back to the original. */
const notCopied = new Set([
  'msdyn_actualid',
  'msdyn_actualimportid',
  'msdyn_vouchernumber',
  'msdyn_accountingamount',
  'msdyn_accountexchangerate',
  'msdyn_accountingtaxamount',
  'msdyn_adjustmentvalue',
  'exchangerate',
  'createdon',
  'modifiedon',
  'versionnumber',
  'statecode',
  'statuscode',
  '_createdby_value',
  '_modifiedby_value',
  '_ownerid_value',
  '_ownerid_value@type',
  '_owninguser_value',
  '_owningteam_value',
  '_owningbusinessunit_value',
  '_createdonbehalfby_value',
  '_modifiedonbehalfby_value',
]);

const negated = ['msdyn_quantity', 'msdyn_amount', 'msdyn_tax', 'msdyn_extendedamount'];

/**
 * D6. What is taken back stays: the original becomes Adjusted, and an Unadjustable row with quantity and amounts negated stands against
 * it, same price, same dates. Both go to Finance. `asTransition`: the reversal that a confirmed invoice makes, which does not.
 */
export const reversalOf = (original: Row, asTransition = false): Values => {
  const values: Values = {};
  for (const [name, value] of Object.entries(original)) {
    if (value !== null && !notCopied.has(name) && !name.endsWith('_base')) values[name] = value;
  }
  for (const name of negated) if (typeof values[name] === 'string') values[name] = negateDecimal(values[name]);
  const isSales = original['msdyn_transactiontypecode'] === transactionType.unbilledSales;
  return {
    ...values,
    ...(values['msdyn_tax'] === undefined ? {} : { msdyn_accountingtaxamount: values['msdyn_tax'] }),
    msdyn_isjournalized: false,
    msdyn_adjustmentstatus: adjustmentStatus.unadjustable,
    msdyn_skipsync: asTransition || original['msdyn_skipsync'] === true,
    ...(asTransition ? { msdyn_istransition: true } : {}),
    ...(isSales ? { msdyn_billingstatus: asTransition ? billingStatus.posted : billingStatus.canceled } : {}),
  };
};

/** What becomes of the original. */
export const adjusted = (original: Row): Values => ({
  msdyn_adjustmentstatus: adjustmentStatus.adjusted,
  ...(original['msdyn_transactiontypecode'] === transactionType.unbilledSales ? { msdyn_billingstatus: billingStatus.canceled } : {}),
});
