import { specificationFor } from '@concord/testing';
import { aBooking, gbp, terms, usd } from '../../../../test/rule-builders';
import type { Booking, Terms } from '../booking/booking';
import { billingMethod, transactionType } from '../values';
import { costActual } from './d2-cost';

const given = specificationFor((booking: Booking, of: Terms) => {
  const { type, quantity, amount, companyId, skipSync } = costActual(booking, of);
  return { type, quantity, amount, companyId, skipSync };
});
const eightHundred = { type: transactionType.cost, quantity: '8', amount: '800', companyId: 'uspm', skipSync: false };
const lent = { companyId: 'gbpm', cost: gbp('88'), transfer: usd('120') };

describe('what a booking costs', () => {
  it('the same on time and material, fixed price and an internal project (D2)', () => {
    for (const each of [terms(), terms({ method: billingMethod.fixedPrice }), terms({ internal: true })])
      given(each).when(aBooking('8')).then(eightHundred);
  });

  it('the transfer price when another company lends the resource, and it is not sent (D4)', () =>
    given(terms({ lending: { ...lent, isOtherCompany: true } }))
      .when(aBooking('10'))
      .then({ ...eightHundred, quantity: '10', amount: '1200', skipSync: true }));

  it('the transfer price when another unit of the company does, and it is sent (D5)', () =>
    given(terms({ lending: { ...lent, companyId: 'uspm', isOtherCompany: false } }))
      .when(aBooking('10'))
      .then({ ...eightHundred, quantity: '10', amount: '1200' }));
});
