import type { BusinessRule } from '../src/odata/rules';
import { RuleRefusal } from '../src/odata/rules';
import { TestEnvironment } from './dataverse-environment';
import { customerGroups, paymentTerms } from './finance-tables';
import { FinanceUnderTest } from './finance-under-test';

// A table that a caller defined in the place of a built-in one is theirs: rules of the built-in one know nothing of it.
const refuses = (table: string): BusinessRule => ({
  table,
  on: ['create'],
  stage: 'before',
  run: () => {
    throw new RuleRefusal('Not here.');
  },
});

describe('business rules of built-in tables', () => {
  const builtIn = {
    logicalName: 'new_thing',
    entitySetName: 'new_things',
    primaryId: 'new_thingid',
    columns: [{ name: 'new_name', type: 'String' }],
  };
  const statusOf = (define: object[]): number => {
    const environment = new TestEnvironment();
    environment.dataverse.defineBuiltIn([builtIn]);
    environment.dataverse.addRule(refuses('new_things'));
    environment.dataverse.define(define);
    return environment.send('POST', 'new_things', {}).status;
  };

  it('run on the table as it is, and as others extend it', () => {
    expect(statusOf([])).toBe(400);
    expect(statusOf([{ logicalName: 'new_thing', columns: [{ name: 'new_more', type: 'String' }] }])).toBe(400);
  });

  it('leave a whole definition of a caller alone, until the next reset', () => {
    expect(statusOf([{ ...builtIn, columns: [{ name: 'new_other', type: 'String' }] }])).toBe(204);
  });

  it('do the same in Finance', () => {
    const finance = (define: object[]): number => {
      const under = new FinanceUnderTest();
      under.finance.defineBuiltIn([paymentTerms, customerGroups]);
      under.finance.addRule(refuses('CustomerGroups'));
      under.finance.define(define);
      return under.call('POST', '/data/CustomerGroups', { CustomerGroupId: '1' }).status;
    };
    expect(finance([])).toBe(400);
    expect(finance([{ entitySetName: 'CustomerGroups', columns: [{ name: 'More', type: 'String' }] }])).toBe(400);
    expect(finance([customerGroups])).toBe(201);
  });
});
