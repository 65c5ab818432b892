import type { SystemName } from '../../statistics/statistics';

export interface SeededTable {
  readonly system: SystemName;
  readonly table: string;
  readonly rows: readonly Record<string, unknown>[];
}

export const companies = [
  { code: 'usmf', name: 'Contoso Entertainment System USA', currency: 'USD', city: 'Seattle', country: 'USA' },
  { code: 'ussi', name: 'Contoso Consulting USA', currency: 'USD', city: 'Chicago', country: 'USA' },
  { code: 'demf', name: 'Contoso Entertainment System Germany', currency: 'EUR', city: 'Berlin', country: 'DEU' },
];

export const currencies = [
  ['USD', 'US Dollar', '$'],
  ['EUR', 'Euro', '€'],
  ['GBP', 'British Pound', '£'],
  ['JPY', 'Japanese Yen', '¥'],
  ['CHF', 'Swiss Franc', 'CHF'],
  ['CAD', 'Canadian Dollar', '$'],
] as const;

export const rates = [
  ['EUR', 'USD', 'Hundred', '108.25'],
  ['GBP', 'USD', 'Hundred', '127.1'],
  ['JPY', 'USD', 'TenThousand', '66.35'],
  ['CHF', 'USD', 'Hundred', '112.9'],
  ['CAD', 'USD', 'Hundred', '73.4'],
] as const;

export const customerGroups = [
  ['10', 'Wholesale customers'],
  ['20', 'Major customers'],
  ['80', 'Project customers'],
] as const;

export const paymentTerms = [
  ['Net10', 'Net 10 days', 10],
  ['Net30', 'Net 30 days', 30],
  ['Net45', 'Net 45 days', 45],
] as const;

export const paymentMethods = ['CHECK', 'ELECTRONIC'];
export const taxGroups = ['AR-DOM', 'AR-EU'];

export const perCompany = <Item>(
  items: readonly Item[],
  make: (item: Item, company: (typeof companies)[number], companyIndex: number, row: number) => Record<string, unknown>,
) =>
  companies.flatMap((company, companyIndex) =>
    items.map((item, index) => make(item, company, companyIndex, companyIndex * items.length + index + 1)),
  );
