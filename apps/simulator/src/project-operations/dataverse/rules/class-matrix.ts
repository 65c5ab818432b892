import { RuleRefusal } from '../../../odata/rules';
import { billingMethod, nameOfClass, roleOfType, transactionClass, transactionType } from '../values';

const { time, expense, material, milestone, fee, retainer } = transactionClass;

/** Which classes a type of transaction has. Source: domain/30-estimates-actuals.md 30.6, "Transaction classes". */
const classesOf: Readonly<Record<number, readonly number[]>> = {
  [transactionType.cost]: [time, expense, material],
  [transactionType.unbilledSales]: [time, expense, material, fee],
  [transactionType.billedSales]: [time, expense, material, fee, milestone, retainer],
  [transactionType.resourcingUnitCost]: [time, expense],
  [transactionType.interOrganizationalSales]: [time, expense],
};

/** Refuses a class that a type does not have, and sales that the billing method of the contract line does not know. */
export const checkClass = (type: number, ofClass: number, method: number | undefined): void => {
  if (classesOf[type]?.includes(ofClass) !== true)
    throw new RuleRefusal(`${roleOfType[type] ?? type} of class ${nameOfClass[ofClass] ?? ofClass} does not exist.`);
  const isFixed = method === billingMethod.fixedPrice;
  if (type === transactionType.unbilledSales && isFixed) throw new RuleRefusal('A fixed price contract line has no unbilled sales.');
  if (type === transactionType.billedSales && ofClass === milestone && method === billingMethod.timeAndMaterial)
    throw new RuleRefusal('A time and material contract line has no milestones.');
};
