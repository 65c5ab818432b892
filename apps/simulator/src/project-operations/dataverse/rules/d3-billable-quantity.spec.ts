import { specificationFor } from '@concord/testing';
import fc from 'fast-check';
import { sumOf } from '../amounts';
import { billingType } from '../values';
import { billablePortions } from './d3-billable-quantity';

const given = specificationFor((billable: string | undefined, { submitted, type }: { readonly submitted: string; readonly type: number }) =>
  billablePortions(submitted, type, billable),
);
const eightHours = { submitted: '8', type: billingType.chargeable };

describe('what the approver lets bill', () => {
  it('nothing said: all of it (D3)', () =>
    given(eightHours)
      .when(undefined)
      .then([{ quantity: '8', billingType: billingType.chargeable }]));

  it('less: a chargeable part and a non-chargeable rest (D3)', () =>
    given(eightHours)
      .when('6')
      .then([
        { quantity: '6', billingType: billingType.chargeable },
        { quantity: '2', billingType: billingType.nonChargeable },
      ]));

  it('more: one part of the higher quantity (D3)', () =>
    given(eightHours)
      .when('10')
      .then([{ quantity: '10', billingType: billingType.chargeable }]));

  it('nothing at all: all of it non-chargeable (D3)', () =>
    given(eightHours)
      .when('0')
      .then([{ quantity: '8', billingType: billingType.nonChargeable }]));

  it('what is not chargeable anyway has no rest (D3)', () =>
    given({ submitted: '8', type: billingType.complimentary })
      .when(undefined)
      .then([{ quantity: '8', billingType: billingType.complimentary }]));

  it('less than submitted always sums to what was submitted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1_000 }), fc.integer({ min: 1, max: 999 }), (submitted, part) => {
        const billable = String(Math.min(part, submitted - 1));
        expect(sumOf(billablePortions(String(submitted), billingType.chargeable, billable).map(({ quantity }) => quantity))).toBe(
          String(submitted),
        );
      }),
    );
  });
});
