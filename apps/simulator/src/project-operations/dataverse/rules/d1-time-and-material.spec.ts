import { specificationFor } from '@concord/testing';
import fc from 'fast-check';
import { sumOf } from '../amounts';
import type { Booking, Share, Terms } from '../booking/booking';
import { billingType } from '../values';
import { unbilledSales } from './d1-time-and-material';
import { aBooking, terms } from '../../../../test/rule-builders';

const given = specificationFor((booking: Booking, of: Terms) =>
  unbilledSales(booking, of, [{ quantity: booking.quantity, billingType: of.billingType }]).map(({ quantity, amount, share }) => [
    quantity,
    amount,
    share?.ruleId,
  ]),
);
const shared = (...percentages: string[]): Share[] =>
  percentages.map((percentage, index) => ({ ruleId: `customer ${index + 1}`, percentage }));

describe('sales of what was booked', () => {
  it('one customer gets all of it (D1)', () =>
    given(terms({ shares: shared('100') }))
      .when(aBooking('8'))
      .then([['8', '1600', 'customer 1']]));

  it('two customers get their parts (D1)', () =>
    given(terms({ shares: shared('60', '40') }))
      .when(aBooking('8'))
      .then([
        ['4.8', '960', 'customer 1'],
        ['3.2', '640', 'customer 2'],
      ]));

  it('the last of three takes what rounding leaves over (D1)', () =>
    given(terms({ shares: shared('33.33', '33.33', '33.34'), salesPrice: '100' }))
      .when(aBooking('1.01'))
      .then([
        ['0.336633', '33.66', 'customer 1'],
        ['0.336633', '33.66', 'customer 2'],
        ['0.336734', '33.68', 'customer 3'],
      ]));

  it('a contract without customers sells once, to nobody named yet (G11 keeps it from being invoiced)', () =>
    given(terms({ shares: [] }))
      .when(aBooking('8'))
      .then([['8', '1600', undefined]]));

  it('on a fixed price line nothing is sold (D2)', () =>
    given(terms({ method: 192350001, shares: shared('100') }))
      .when(aBooking('8'))
      .then([]));

  it('on an internal project nothing is sold (D2)', () =>
    given(terms({ internal: true }))
      .when(aBooking('8'))
      .then([]));

  it('whatever the split, quantities and amounts of the customers make up the whole', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 99_999 }),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 }),
        (minutes, cents, weights) => {
          const booking = aBooking(String(minutes / 100));
          const price = String(cents / 100);
          const portions = [{ quantity: booking.quantity, billingType: billingType.chargeable }];
          const split = unbilledSales(booking, terms({ shares: shared(...weights.map(String)), salesPrice: price }), portions);
          const [whole] = unbilledSales(booking, terms({ shares: [], salesPrice: price }), portions);
          expect([sumOf(split.map(({ quantity }) => quantity)), sumOf(split.map(({ amount }) => amount))]).toEqual([
            sumOf([whole!.quantity]),
            whole!.amount,
          ]);
        },
      ),
    );
  });
});
