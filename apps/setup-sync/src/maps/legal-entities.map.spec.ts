import { guid, nothingThere } from '../../test/known-links';
import { legalEntitiesMap } from './legal-entities.map';

describe('Legal entities', () => {
  it('come from Finance, met by their code', () =>
    expect(legalEntitiesMap.map('finance', { LegalEntityId: 'USMF', Name: 'Contoso USA' }, '', nothingThere)).toEqual({
      kind: 'mapped',
      financeKey: { LegalEntityId: 'USMF' },
      values: { cdm_companycode: 'USMF', cdm_name: 'Contoso USA' },
      createValues: {},
      match: { cdm_companycode: 'USMF' },
    }));

  it('are never written in Finance', () => {
    expect(legalEntitiesMap.writes).toEqual({ finance: false, dataverse: true });
    expect(legalEntitiesMap.map('dataverse', { cdm_companyid: guid(1), cdm_companycode: 'usmf', cdm_name: 'x' }, '', nothingThere)).toEqual(
      {
        kind: 'mapped',
        financeKey: { LegalEntityId: 'usmf' },
        values: {},
        createValues: {},
        match: {},
      },
    );
  });
});
