/** Option sets that several tables share. Source: domain/70-finance-accounting.md 11.4, 30-estimates-actuals.md 30.6. */
export const billingTypes = { 'Non Chargeable': 192350000, Chargeable: 192350001, Complimentary: 192350002, 'Not Available': 192350003 };

export const transactionTypes = {
  Cost: 192350000,
  'Project Contract': 192350004,
  'Unbilled Sales': 192350005,
  'Billed Sales': 192350006,
  'Resourcing Unit Cost': 192350007,
  'Inter-Organizational Sales': 192350008,
};

/** The integer of Retainer is not published; this one stands for it. */
export const transactionClasses = {
  Time: 192350000,
  Expense: 192350001,
  Material: 192350002,
  Milestone: 192350003,
  Fee: 192350004,
  Retainer: 192350005, // [inferred]
  Commission: 690970000,
  Additional: 690970001,
  Tax: 690970002,
};

export const billingStatuses = {
  'Unbilled Sales Created': 192350000,
  'Customer Invoice Created': 192350001,
  'Customer Invoice Posted': 192350002,
  Canceled: 192350003,
  'Ready to Invoice': 192350004,
  'Work order closed - posted': 690970000,
};

export const adjustmentStatuses = { 'In Process': 192350000, Adjusted: 192350001, Unadjustable: 192350002 };

export const amountMethods = {
  'Multiply Quantity By Price': 192350000,
  'Fixed Price': 192350001,
  'Multiply Basis Quantity By Price': 192350002,
  'Multiply Basis Amount By Percent': 192350003,
  'Tax Calculation (Field Service)': 690970000,
};

export const billingMethods = { 'Time and Material': 192350000, 'Fixed Price': 192350001 };

export const customerTypes = { Account: 192350001, Contact: 192350002 };
