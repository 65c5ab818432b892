/** A readable id that tells its table and its row: `0000000a-0000-4000-8000-000000000003`. */
export const guid = (table: number, row: number): string =>
  `${table.toString(16).padStart(8, '0')}-0000-4000-8000-${row.toString().padStart(12, '0')}`;

export const ids = {
  company: 1,
  customerGroup: 2,
  paymentTerm: 3,
  account: 4,
  category: 5,
  role: 6,
  organizationalUnit: 7,
  paymentMethod: 8,
  taxGroup: 9,
  currency: 10,
  priceList: 11,
  resource: 12,
  contract: 13,
  contractLine: 14,
  contractCustomer: 15,
  project: 16,
  task: 17,
  milestone: 18,
  expenseCategory: 19,
  unitGroup: 20,
  measure: 21,
} as const;
/** By the company's place in `companies`. */
export const companyId = (index: number): string => guid(ids.company, index + 1);
