/** Option values that the rules speak of. Source: domain/70-finance-accounting.md 11.4, 40-invoicing.md 5. */
export const transactionType = {
  cost: 192350000,
  unbilledSales: 192350005,
  billedSales: 192350006,
  resourcingUnitCost: 192350007,
  interOrganizationalSales: 192350008,
} as const;

/** As connections print a type: their roles. */
export const roleOfType: Readonly<Record<number, string>> = {
  [transactionType.cost]: 'Cost',
  [transactionType.unbilledSales]: 'Unbilled Sales',
  [transactionType.billedSales]: 'Billed Sales',
  [transactionType.resourcingUnitCost]: 'Resourcing Unit Cost',
  [transactionType.interOrganizationalSales]: 'Inter-Organizational Sales',
};

export const transactionClass = {
  time: 192350000,
  expense: 192350001,
  material: 192350002,
  milestone: 192350003,
  fee: 192350004,
  retainer: 192350005, // [inferred]
  tax: 690970002,
} as const;

export const nameOfClass: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(transactionClass).map(([name, value]) => [value, name]),
);

export const billingType = { nonChargeable: 192350000, chargeable: 192350001, complimentary: 192350002, notAvailable: 192350003 } as const;

export const nameOfBillingType: Readonly<Record<number, string>> = {
  [billingType.nonChargeable]: 'Non Chargeable',
  [billingType.chargeable]: 'Chargeable',
  [billingType.complimentary]: 'Complimentary',
  [billingType.notAvailable]: 'Not Available',
};

export const billingStatus = {
  created: 192350000,
  onInvoice: 192350001,
  posted: 192350002,
  canceled: 192350003,
  ready: 192350004,
} as const;
export const adjustmentStatus = { inProcess: 192350000, adjusted: 192350001, unadjustable: 192350002 } as const;
export const notToExceed = { passed: 192350000, failed: 192350001 } as const;
export const billingMethod = { timeAndMaterial: 192350000, fixedPrice: 192350001 } as const;
export const amountMethod = { quantityByPrice: 192350000, fixedPrice: 192350001 } as const;
export const entryStatus = {
  draft: 192350000,
  returned: 192350001,
  approved: 192350002,
  submitted: 192350003,
  recallRequested: 192350004,
} as const;
export const expenseStatus = { draft: 192350000, submitted: 192350001, approved: 192350002, rejected: 192350003 } as const;
export const recordStage = { submitted: 0, rejected: 1, approved: 2, recalled: 5 } as const;
export const journalType = { entry: 192350000, correction: 192350001 } as const;
export const invoiceStatus = { draft: 192350000, inReview: 192350001, confirmed: 192350002, paid: 192350003 } as const;
export const milestoneStatus = { notReady: 192350000, ready: 192350001, created: 192350002, posted: 192350003 } as const;
export const contractStatus = {
  draft: 192350000,
  confirmed: 192350003,
  completed: 192350004,
  lost: 192350005,
  abandoned: 192350006,
} as const;
export const customerType = { account: 192350001, contact: 192350002 } as const;
export const pricingMethod = { perUnit: 192350000, atCost: 192350001, markup: 192350002 } as const;
export const vendorInvoiceStatus = { draft: 1, inReview: 192350000, confirmed: 192350001, onHold: 192350002, canceled: 192350003 } as const;
export const verificationStatus = { notStarted: 192350000, inProgress: 192350001, complete: 192350002 } as const;
