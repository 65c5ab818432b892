import { legalEntitiesMap } from '../maps/legal-entities.map';
import { fillReadme } from './fill-readme';

const maps = { legalEntitiesMap };
const readme = 'before\n<!-- table-map: legalEntitiesMap -->\nold\n<!-- /table-map -->\nafter\n';

describe('the README', () => {
  it('gets the table between its markers, and nothing else changes', () => {
    const filled = fillReadme(readme, maps);
    expect(filled).toContain('| LegalEntityId | >   | cdm_companycode | key       |');
    expect(filled).not.toContain('old');
    expect(filled.startsWith('before\n')).toBe(true);
    expect(filled.endsWith('<!-- /table-map -->\nafter\n')).toBe(true);
  });

  it('is the same when it is written again', () => expect(fillReadme(fillReadme(readme, maps), maps)).toBe(fillReadme(readme, maps)));

  it('is refused where a map has no section, or a section no map', () => {
    expect(() => fillReadme('nothing', maps)).toThrow('no section for legalEntitiesMap');
    expect(() => fillReadme(readme.replace('legalEntitiesMap', 'otherMap'), {})).toThrow('describes otherMap, which is no map');
  });
});
