import type { Booking, Lending, Price, Share, Terms } from '../src/project-operations/dataverse/booking/booking';
import { billingMethod, billingType, transactionClass } from '../src/project-operations/dataverse/values';

/** Builders of the specs beside: only what a rule is about is said. */
export const usd = (price: string): Price => ({ price, currencyId: 'usd', digits: 2 });
export const gbp = (price: string): Price => ({ price, currencyId: 'gbp', digits: 2 });

/** Hours of the second of March. */
export const aBooking = (quantity: string, more: Partial<Booking> = {}): Booking => ({
  transactionClass: transactionClass.time,
  date: '2026-03-02',
  quantity,
  description: 'Work',
  projectId: 'project',
  ...more,
});

/** A time and material line at 200 an hour, which costs 100. */
export const terms = ({
  method = billingMethod.timeAndMaterial,
  shares = [],
  salesPrice = '200',
  internal = false,
  lending,
}: {
  readonly method?: number;
  readonly shares?: readonly Share[];
  readonly salesPrice?: string;
  readonly internal?: boolean;
  readonly lending?: Lending;
} = {}): Terms => ({
  companyId: 'uspm',
  resourcingCompanyId: lending?.companyId ?? 'uspm',
  cost: lending?.transfer ?? usd('100'),
  ...(internal ? {} : { line: { id: 'line', number: '1', contractId: 'contract', method, shares }, sales: usd(salesPrice) }),
  billingType: billingType.chargeable,
  ...(lending === undefined ? {} : { lending }),
});
