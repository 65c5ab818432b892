/** Option values of Dataverse, as staging holds them. Source: domain/70-finance-accounting.md 2. */
export const classes = {
  time: 192350000,
  expense: 192350001,
  material: 192350002,
  milestone: 192350003,
  fee: 192350004,
  tax: 690970002,
} as const;

/** `ProjTransType` of a line: Cost is an expense, Revenue a fee. */
export type LineType = 'Hour' | 'Cost' | 'Item' | 'Revenue' | 'OnAccount';

const lineTypes: Readonly<Record<number, LineType>> = {
  [classes.time]: 'Hour',
  [classes.expense]: 'Cost',
  [classes.material]: 'Item',
  [classes.fee]: 'Revenue',
  [classes.milestone]: 'OnAccount',
};

/** A retainer has a class whose number is not published: what is none of the others is taken for one. */
export const lineTypeOf = (classification: number): LineType => lineTypes[classification] ?? 'OnAccount';

/** Adjustment status of a reversal. */
export const UNADJUSTABLE = 192350002;

export type TransactionType = 'Cost' | 'Sales' | 'Tax' | 'BilledSales' | 'InterOrgSales' | 'ResourcingUnitCost';

export const typeNames: Readonly<Record<LineType, string>> = {
  Hour: 'Hour',
  Cost: 'Expense',
  Item: 'Item',
  Revenue: 'Fee',
  OnAccount: 'On-account',
};
