import { Topics } from '@concord/contracts';
import { companiesMap, customersMap, rolesMap } from '../../test/model/small-maps';
import { Area } from './area';
import { subscriptionOf } from './subscriptions';

const area = (...maps: ConstructorParameters<typeof Area>[1]): Area => new Area('spec', maps, new Topics());

describe('an area', () => {
  it('puts its maps in the order of their prerequisites', () =>
    expect(area(rolesMap, customersMap, companiesMap).maps.map(({ id }) => id)).toEqual(['cdm_companies', 'roles', 'accounts']));

  it('does not start with prerequisites that are not there, or go in a circle, and names them', () => {
    expect(() => area(customersMap)).toThrow(/accounts needs cdm_companies first/);
    const circle = { ...companiesMap, prerequisites: ['accounts'] };
    expect(() => area(customersMap, circle)).toThrow('prerequisites go in a circle: accounts needs cdm_companies needs accounts');
  });

  it('gives the rows of one table to all its maps, which must mean the same by its columns', () => {
    const small = { ...customersMap, id: 'accounts.small', finance: { ...customersMap.finance, table: 'SmallCustomers' } };
    const both = area(companiesMap, customersMap, small);
    expect(both.tableOf('concord.dataverse.accounts.changes').maps.map(({ id }) => id)).toEqual(['accounts', 'accounts.small']);
    expect(both.tableOf('concord.finance.SmallCustomers.changes').maps.map(({ id }) => id)).toEqual(['accounts.small']);
    const wrong = { ...small, dataverse: { ...small.dataverse, columns: [{ name: 'group', kind: 'lookup' as const }] } };
    expect(() => area(companiesMap, customersMap, wrong)).toThrow(
      'accounts.group is text to accounts, and lookup to accounts.small: one of the record classes is wrong',
    );
  });

  it('asks for the columns of all its maps of a table, key included', () => {
    const [, customers] = area(companiesMap, customersMap).tables.filter(({ system }) => system === 'finance');
    expect(customers && subscriptionOf(area(companiesMap, customersMap), customers)).toMatchObject({
      area: 'spec',
      table: 'Customers',
      key: ['dataAreaId', 'Account'],
      columns: expect.arrayContaining([{ name: 'dataAreaId', kind: 'text' }]) as unknown,
    });
  });
});
