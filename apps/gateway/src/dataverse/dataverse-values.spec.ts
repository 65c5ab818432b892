import type { DataverseTable } from './dataverse-metadata';
import { dataverseBody, dataverseRow, UnwritableValue } from './dataverse-values';

const table: DataverseTable = {
  entitySet: 'msdyn_projects',
  logicalName: 'msdyn_project',
  primaryId: 'msdyn_projectid',
  changeTracking: true,
  attributes: new Map([
    ['msdyn_subject', 'text'],
    ['msdyn_amount', 'decimal'],
    ['msdyn_kind', 'number'],
    ['msdyn_on', 'day'],
    ['msdyn_at', 'instant'],
    ['msdyn_customer', 'lookup'],
  ]),
  navigation: new Map([
    [
      'msdyn_customer',
      new Map([
        ['account', 'msdyn_Customer_account'],
        ['contact', 'msdyn_Customer_contact'],
      ]),
    ],
  ]),
};

describe('a row of Dataverse on its way in', () => {
  it('is spelt as topics spell it: exact decimals, days, lower case ids, no empty text', () =>
    expect(
      dataverseRow(
        [
          { name: 'a', kind: 'decimal' },
          { name: 'b', kind: 'lookup' },
          { name: 'c', kind: 'choice' },
          { name: 'd', kind: 'date' },
          { name: 'e', kind: 'instant' },
          { name: 'f', kind: 'text' },
          { name: 'g', kind: 'boolean' },
          { name: 'h', kind: 'text' },
        ],
        { a: '12500.0000', _b_value: 'ABC', c: '192350001', d: '2026-03-01', e: '2026-03-01T08:00:00Z', f: '', g: false },
      ),
    ).toEqual({ a: '12500', b: 'abc', c: 192350001, d: '2026-03-01', e: '2026-03-01T08:00:00Z', f: null, g: false, h: null }));
});

describe('values on their way to Dataverse', () => {
  it('keep all digits of money, and bind a lookup through the navigation property of its table', () =>
    expect(
      dataverseBody(
        table,
        {
          msdyn_subject: 'A "b"',
          msdyn_amount: '12345678901234567.1234',
          msdyn_kind: 1,
          msdyn_on: '2026-03-01',
          msdyn_at: '2026-03-01',
          msdyn_customer: 'c1',
        },
        { msdyn_customer: { entitySet: 'accounts', logicalName: 'account' } },
      ),
    ).toBe(
      '{"msdyn_subject":"A \\"b\\"","msdyn_amount":12345678901234567.1234,"msdyn_kind":1,"msdyn_on":"2026-03-01","msdyn_at":"2026-03-01T00:00:00Z","msdyn_Customer_account@odata.bind":"/accounts(c1)"}',
    ));

  it('clear by null, a lookup through its navigation property', () =>
    expect(dataverseBody(table, { msdyn_subject: null, msdyn_customer: null }, {})).toBe(
      '{"msdyn_subject":null,"msdyn_Customer_account@odata.bind":null}',
    ));

  it.each([
    [{ msdyn_amount: '1e3' }, 'must be a decimal'],
    [{ nothing: 1 }, 'no column nothing'],
    [{ msdyn_customer: 'c1' }, 'which table msdyn_customer points into'],
  ])('are refused before they are sent when they cannot fit: %o', (values, message) => {
    expect(() => dataverseBody(table, values, {})).toThrow(UnwritableValue);
    expect(() => dataverseBody(table, values, {})).toThrow(message);
  });
});
