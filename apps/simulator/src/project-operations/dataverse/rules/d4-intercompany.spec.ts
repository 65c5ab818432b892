import { specificationFor } from '@concord/testing';
import { aBooking, gbp, terms, usd } from '../../../../test/rule-builders';
import type { Booking, Lending, Terms } from '../booking/booking';
import { transactionType } from '../values';
import { lendingActuals } from './d4-intercompany';

const given = specificationFor((booking: Booking, of: Terms) =>
  lendingActuals(booking, of).map(({ type, amount, currencyId, companyId, skipSync }) => ({
    type,
    amount,
    currencyId,
    companyId,
    skipSync,
  })),
);
const lending: Lending = { companyId: 'gbpm', isOtherCompany: true, cost: gbp('88'), transfer: usd('120') };

describe('resources that somebody else lends', () => {
  it('another company: its cost and its sale, both for its staging table (D4)', () =>
    given(terms({ lending }))
      .when(aBooking('10'))
      .then([
        { type: transactionType.resourcingUnitCost, amount: '880', currencyId: 'gbp', companyId: 'gbpm', skipSync: false },
        { type: transactionType.interOrganizationalSales, amount: '1200', currencyId: 'usd', companyId: 'gbpm', skipSync: false },
      ]));

  it('another unit of the same company: both exist, neither is sent (D5)', () =>
    given(terms({ lending: { ...lending, companyId: 'uspm', isOtherCompany: false, cost: usd('90') } }))
      .when(aBooking('10'))
      .then([
        { type: transactionType.resourcingUnitCost, amount: '900', currencyId: 'usd', companyId: 'uspm', skipSync: true },
        { type: transactionType.interOrganizationalSales, amount: '1200', currencyId: 'usd', companyId: 'uspm', skipSync: true },
      ]));

  it('the contracting unit itself: nothing of the kind', () => given(terms()).when(aBooking('10')).then([]));
});
