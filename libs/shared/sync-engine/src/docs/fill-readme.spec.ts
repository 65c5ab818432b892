import { companiesMap } from '../../test/model/small-maps';
import { fillReadme } from './fill-readme';

const maps = { companiesMap };
const readme = 'before\n<!-- table-map: companiesMap -->\nold\n<!-- /table-map -->\nafter\n';

describe('the README', () => {
  it('gets the table between its markers, and nothing else changes', () => {
    const filled = fillReadme(readme, maps);
    expect(filled).toContain('| Name    | >   | name      |           |');
    expect(filled).not.toContain('old');
    expect(filled.startsWith('before\n')).toBe(true);
    expect(filled.endsWith('<!-- /table-map -->\nafter\n')).toBe(true);
  });

  it('is the same when it is written again', () => expect(fillReadme(fillReadme(readme, maps), maps)).toBe(fillReadme(readme, maps)));

  it('is refused where a map has no section, or a section no map', () => {
    expect(() => fillReadme('nothing', maps)).toThrow('no section for companiesMap');
    expect(() => fillReadme(readme.replace('companiesMap', 'otherMap'), {})).toThrow('describes otherMap, which is no map');
  });
});
