import { guid, nothingThere } from '../../test/known-links';
import { transactionCategoriesMap } from './transaction-categories.map';

describe('Project transaction categories', () => {
  it('go to Finance, for all legal entities', () =>
    expect(
      transactionCategoriesMap.map(
        'dataverse',
        { msdyn_transactioncategoryid: guid(80), msdyn_transactioncategorynumber: 'TCN-0000001000-D3B43', msdyn_name: 'Travel' },
        '',
        nothingThere,
      ),
    ).toEqual({
      kind: 'mapped',
      financeKey: { CategoryId: 'TCN-0000001000-D3B43' },
      values: { Name: 'Travel' },
      createValues: {},
      match: {},
    }));

  it('give nothing back', () =>
    expect(transactionCategoriesMap.map('finance', { CategoryId: 'TCN-1', Name: 'other' }, '', nothingThere)).toMatchObject({
      values: {},
      match: {},
    }));
});
