import { describeTableMap, type TableMap } from '@concord/table-maps';

const section = /(<!-- table-map: (\w+) -->\n)[\s\S]*?(\n<!-- \/table-map -->)/g;

/** The README with each map's table written between its markers. Throws where a map has no section, or a section no map. */
export const fillReadme = (readme: string, maps: Readonly<Record<string, TableMap>>): string => {
  const described = new Set([...readme.matchAll(section)].map(([, , name = '']) => name));
  const absent = Object.keys(maps).filter((name) => !described.has(name));
  if (absent.length > 0)
    throw new Error(`README.md has no section for ${absent.join(', ')}: add one with <!-- table-map: NAME --> and <!-- /table-map -->`);
  return readme.replace(section, (_, begin: string, name: string, end: string) => {
    const map = maps[name];
    if (!map) throw new Error(`README.md describes ${name}, which is no map of this area: correct the marker or delete the section`);
    return `${begin}\n${describeTableMap(map)}\n${end}`;
  });
};
