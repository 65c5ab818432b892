import { validateSync } from 'class-validator';
import {
  columnsOf,
  FinanceCustomer,
  FinanceExchangeRate,
  lookupsOf,
  DataverseAccount,
  recordClasses,
  tableOf,
  type RecordClass,
} from './index';

const brokenRules = (record: RecordClass, row: object): string[] =>
  validateSync(Object.assign(new record(), row)).flatMap(({ property, constraints }) =>
    Object.keys(constraints ?? {}).map((rule) => `${property} ${rule}`),
  );

const rate = { ExchangeRateTypeName: 'Default', FromCurrencyCode: 'EUR', ToCurrencyCode: 'USD', ValidFrom: '2026-01-01' };

describe.each(recordClasses.map((entry) => [`${entry.system} ${entry.table}`, entry] as const))('%s', (_, { record, key, system }) => {
  it('declares every key column, and a kind for each column', () => {
    const names = columnsOf(record).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...key]));
    expect(new Set(names).size).toBe(names.length);
  });

  it('accepts a record without values: null is no value, in every column but the key', () => {
    const nothing = Object.fromEntries(columnsOf(record).map(({ name }) => [name, null]));
    expect(new Set(brokenRules(record, nothing).map((rule) => rule.split(' ')[0]))).toEqual(new Set(key));
  });

  it('names lookups by their logical column, and only in Dataverse', () => {
    for (const column of Object.keys(lookupsOf(record))) expect(column).not.toMatch(/^_|_value$/);
    if (system === 'finance') expect(lookupsOf(record)).toEqual({});
  });
});

describe('record classes', () => {
  it('describe each table once', () => {
    const tables = recordClasses.map(({ system, table }) => `${system} ${table}`);
    expect(new Set(tables).size).toBe(tables.length);
    expect(tableOf(DataverseAccount)).toEqual({ system: 'dataverse', table: 'accounts', key: ['accountid'] });
  });

  it.each([
    ['a float for money', FinanceExchangeRate, { ...rate, Rate: 1.5 }, 'Rate matches'],
    ['an exponent', FinanceExchangeRate, { ...rate, Rate: '1e5' }, 'Rate matches'],
    ['an instant for a day', FinanceExchangeRate, { ...rate, ValidTo: '2026-01-01T12:00:00Z' }, 'ValidTo matches'],
    ['a company code that is too long', FinanceCustomer, { dataAreaId: 'contoso', CustomerAccount: 'C-1' }, 'dataAreaId isLength'],
    [
      'a lookup that is no Guid',
      DataverseAccount,
      { accountid: '4fe07fd8-0000-ea11-a813-000d3a123456', msdyn_company: 'usmf' },
      'msdyn_company matches',
    ],
  ])('refuse %s', (_, record, row, rule) => expect(brokenRules(record, row)).toEqual([rule]));

  it('let a new member of an enum pass: that is for the map to fail, with its remedy, not for dead letters', () =>
    expect(brokenRules(FinanceCustomer, { dataAreaId: 'usmf', CustomerAccount: 'C-1', OnHoldStatus: 'Brandnew' })).toEqual([]));
});
