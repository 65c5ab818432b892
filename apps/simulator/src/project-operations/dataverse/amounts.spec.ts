import fc from 'fast-check';
import { addDecimals, negateDecimal } from '../../odata/decimal';
import type { Row } from '../../odata/model';
import { amountOf, splitBy, sumOf } from './amounts';
import { reversalOf } from './rules/d6-reversal';

const decimal = (digits: number) =>
  fc
    .tuple(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.constant(digits))
    .map(([units, scale]) => addDecimals(shifted(units, scale), '0'));
const shifted = (units: number, scale: number): string => {
  const text = String(Math.abs(units)).padStart(scale + 1, '0');
  return `${units < 0 ? '-' : ''}${scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`}`;
};
const canonical = (text: string): string => addDecimals(text, '0');

describe('amounts (11.5)', () => {
  it.each([
    ['8', '100', 2, '800'],
    ['3', '99.995', 2, '299.99'],
    ['0.3333333333', '100', 2, '33.33'],
    ['2.5', '0.01', 2, '0.03'],
    ['-2.5', '0.01', 2, '-0.03'],
    ['3', '33.5', 0, '101'],
  ])('%s at %s with %i digits make %s', (quantity, price, digits, amount) => expect(amountOf(quantity, price, digits)).toBe(amount));

  it('parts by percentages always make up the whole, to the cent', () => {
    fc.assert(
      fc.property(decimal(2), fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 }), (whole, weights) => {
        const percentages = weights.map(String); // they need not make 100: the last part is what is left
        expect(sumOf(splitBy(percentages, canonical(whole), 2))).toBe(canonical(whole));
      }),
    );
  });

  it('a third each leaves the odd cent to the last', () =>
    expect(splitBy(['33.33', '33.33', '33.34'], '100', 2)).toEqual(['33.33', '33.33', '33.34']));

  it('a reversal negates quantity, amount and tax, keeps price and dates, and leaves out what Finance wrote (D6)', () => {
    fc.assert(
      fc.property(decimal(4), decimal(2), decimal(2), (quantity, amount, tax) => {
        const original: Row = {
          msdyn_actualid: 'a',
          msdyn_actualimportid: 'b',
          msdyn_transactiontypecode: 192350005,
          msdyn_quantity: canonical(quantity),
          msdyn_price: '12.5',
          msdyn_amount: canonical(amount),
          msdyn_tax: canonical(tax),
          msdyn_transactiondate: '2026-03-02',
          msdyn_vouchernumber: 'V1',
          msdyn_accountingamount: '1',
          msdyn_accountingtaxamount: '999',
        };
        expect(reversalOf(original)).toEqual({
          msdyn_transactiontypecode: 192350005,
          msdyn_quantity: negateDecimal(canonical(quantity)),
          msdyn_price: '12.5',
          msdyn_amount: negateDecimal(canonical(amount)),
          msdyn_tax: negateDecimal(canonical(tax)),
          msdyn_accountingtaxamount: negateDecimal(canonical(tax)),
          msdyn_transactiondate: '2026-03-02',
          msdyn_adjustmentstatus: 192350002,
          msdyn_billingstatus: 192350003,
          msdyn_isjournalized: false,
          msdyn_skipsync: false,
        });
      }),
    );
  });
});
