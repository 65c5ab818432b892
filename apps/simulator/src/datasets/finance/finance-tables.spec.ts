import { Catalogue } from '../../finance/definitions/catalogue';
import { financeTables } from '.';

describe('Finance tables', () => {
  const { tables } = new Catalogue().prepare(financeTables, () => true);

  it('each reference names columns that exist, by the key of the table it goes to', () => {
    const bySet = new Map(tables.map((table) => [table.entitySet, table]));
    for (const table of tables)
      for (const { columns, to, by } of table.references) {
        const target = bySet.get(to);
        expect([table.entitySet, columns, to, target !== undefined]).toEqual([table.entitySet, columns, to, true]);
        for (const name of by) expect([to, name, target!.columns.has(name)]).toEqual([to, name, true]);
      }
  });

  it('no two tables share a set, a public name or a physical name', () => {
    for (const nameOf of ['entitySet', 'entityType', 'internalName'] as const) {
      const names = tables.map((table) => table[nameOf]);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
  });
});
