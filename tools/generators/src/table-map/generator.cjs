const { formatFiles } = require('@nx/devkit');
const { namesOf } = require('./names.cjs');
const { dataverseRecord, financeRecord } = require('./record-classes.cjs');
const { tableMap } = require('./table-map.cjs');
const { mapSpec } = require('./map-spec.cjs');
const { readmeSection } = require('./readme-section.cjs');
const { register, mapsFileOf, withMap, withRecords, withExports, withSection } = require('./register.cjs');

/** Makes a table map, its two record classes, its README section and its spec, and registers all of them. */
module.exports = async (tree, options) => {
  const names = namesOf(options);
  const app = `apps/${options.area}`;
  const contracts = 'libs/shared/contracts/src';
  const files = {
    [`${app}/src/maps/${options.name}.map.ts`]: tableMap(names, options),
    [`${app}/src/maps/${options.name}.map.spec.ts`]: mapSpec(names, options),
    [`${contracts}/dataverse/${options.name}.record.ts`]: dataverseRecord(names, options),
    [`${contracts}/finance/${options.name}.record.ts`]: financeRecord(names, options),
  };
  const taken = Object.keys(files).filter((path) => tree.exists(path));
  if (taken.length > 0) throw new Error(`${taken.join(', ')} exist already: choose another name`);

  for (const [path, text] of Object.entries(files)) tree.write(path, text);
  register(tree, `${contracts}/index.ts`, withExports(names, options));
  register(tree, `${contracts}/record-classes.ts`, withRecords(names, options));
  register(tree, mapsFileOf(tree, `${app}/src/maps`), withMap(names, options));
  register(tree, `${app}/README.md`, withSection(readmeSection(names, options)));
  await formatFiles(tree);

  return () => {
    console.log(`\nNext: fill in the columns and fields, then \`npm run docs\`, and the tables of the simulator if they are new.`);
  };
};
