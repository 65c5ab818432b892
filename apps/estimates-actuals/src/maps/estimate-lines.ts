import type { DataverseEstimateLine } from '@concord/contracts';
import type { Filter } from '@concord/table-maps';

const classes = { expense: 192350001, material: 192350002 } as const;

/** Cost and unbilled sales: lines of contracts and of invoices are no estimates. */
const types: ReadonlySet<number | null | undefined> = new Set([192350000, 192350005]);

/** Estimate lines of one class, both halves. */
export const estimateLines = (transactionClass: keyof typeof classes): Filter<DataverseEstimateLine> => ({
  only: `${transactionClass} lines of type cost or unbilled sales (msdyn_transactionclassification ${String(classes[transactionClass])})`,
  test: ({ msdyn_transactionclassification: of, msdyn_transactiontypecode: type }) => of === classes[transactionClass] && types.has(type),
});
