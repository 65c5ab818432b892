/** Option values as people read them. Source: 30.6, 70-finance-accounting.md 11.4. */
const words = {
  type: {
    192350000: 'Cost',
    192350005: 'Unbilled Sales',
    192350006: 'Billed Sales',
    192350007: 'Resourcing Unit Cost',
    192350008: 'Inter-Organizational Sales',
  },
  class: { 192350000: 'Time', 192350001: 'Expense', 192350002: 'Material', 192350003: 'Milestone', 192350004: 'Fee' },
  billingType: { 192350000: 'Non Chargeable', 192350001: 'Chargeable', 192350002: 'Complimentary', 192350003: 'Not Available' },
  billingStatus: {
    192350000: 'Unbilled Sales Created',
    192350001: 'Customer Invoice Created',
    192350002: 'Customer Invoice Posted',
    192350003: 'Canceled',
    192350004: 'Ready to Invoice',
  },
  adjustment: { 192350000: 'In Process', 192350001: 'Adjusted', 192350002: 'Unadjustable' },
  milestone: {
    192350000: 'Not ready for invoicing',
    192350001: 'Ready for invoicing',
    192350002: 'Customer invoice created',
    192350003: 'Customer invoice posted',
  },
} as const;

/** Nothing, which Finance spells 0, is nothing; an option that nobody knows stays a number. */
export const word = (of: keyof typeof words, value: unknown): string =>
  value === null || value === undefined || Number(value) === 0
    ? ''
    : ((words[of] as Readonly<Record<string, string>>)[String(value)] ?? String(value));

/** `800.0000` and 800 are the same amount; nothing is no amount. */
export const amount = (value: unknown): string => {
  const text = value === null || value === undefined ? '' : String(value);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
};

export const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
