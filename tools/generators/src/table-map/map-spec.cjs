const mapSpec = ({ title, map }, { name, direction, primaryKey, financeKey, dataverseKey, perCompany }) => {
  const company = "'00000000-0000-4000-8000-000000000001'";
  const own = "'00000000-0000-4000-8000-000000000002'";
  const financeKeyValues = `${perCompany ? "dataAreaId: 'usmf', " : ''}${financeKey}: 'A'`;
  const dataverseKeyValues = `${dataverseKey}: 'A'${perCompany ? `, msdyn_company: ${company}` : ''}`;
  const fromFinance = `
  it('go to Dataverse', () =>
    expect(${map}.map('finance', { ${financeKeyValues}, Description: 'Ay' }, '', known)).toEqual({
      kind: 'mapped',
      financeKey: { ${financeKeyValues} },
      values: { ${dataverseKeyValues}, msdyn_description: 'Ay' },
      createValues: {},
      match: { ${dataverseKeyValues} },
    }));
`;
  const fromDataverse = `
  it('go to Finance', () =>
    expect(${map}.map('dataverse', { ${primaryKey}: ${own}, ${dataverseKeyValues}, msdyn_description: 'Ay' }, '', known)).toEqual({
      kind: 'mapped',
      financeKey: { ${financeKeyValues} },
      values: { Description: 'Ay' },
      createValues: {},
      match: {},
    }));
`;
  return `import type { Resolve } from '@concord/table-maps';
import { ${map} } from './${name}.map';

/** What the rows below refer to is there. */
const known: Resolve = () => (${perCompany ? `{ dataverseId: ${company}, financeKey: { LegalEntityId: 'USMF' } }` : 'undefined'});

describe('${title}', () => {${direction === 'dataverse-to-finance' ? '' : fromFinance}${direction === 'finance-to-dataverse' ? '' : fromDataverse}
  it('wait for their key, naming the column (I8)', () =>
    expect(${map}.map('dataverse', { ${primaryKey}: ${own}, ${perCompany ? `msdyn_company: ${company}, ` : ''}${dataverseKey}: null }, '', known)).toMatchObject({
      kind: 'keyless',
      column: '${dataverseKey}',
    }));
});
`;
};

module.exports = { mapSpec };
