/** Changes a file that lists things. Throws with the file's name when the place to insert at is not there any more. */
const register = (tree, path, change) => {
  const before = tree.read(path, 'utf8');
  if (before === null) throw new Error(`there is no ${path}`);
  const after = change(before);
  if (after === undefined) throw new Error(`${path} has changed its shape: register the new map there by hand, and mend tools/generators`);
  tree.write(path, after);
};

const insertAfterLast = (text, pattern, line) => {
  const last = [...text.matchAll(pattern)].at(-1);
  if (!last) return undefined;
  const at = last.index + last[0].length;
  return `${text.slice(0, at)}${line}${text.slice(at)}`;
};
const chain = (text, ...changes) => changes.reduce((so, change) => (so === undefined ? undefined : change(so)), text);

const withExports =
  ({ dataverse, finance }, { name }) =>
  (text) =>
    chain(
      text,
      (so) =>
        insertAfterLast(so, /^export \{ Dataverse\w+ \} from '.*';\n/gm, `export { ${dataverse} } from './dataverse/${name}.record';\n`),
      (so) => insertAfterLast(so, /^export \{ Finance\w+ \} from '.*';\n/gm, `export { ${finance} } from './finance/${name}.record';\n`),
    );

const withRecords =
  ({ dataverse, finance }, { name }) =>
  (text) =>
    chain(
      text,
      (so) =>
        insertAfterLast(so, /^import \{ Dataverse\w+ \} from '.*';\n/gm, `import { ${dataverse} } from './dataverse/${name}.record';\n`),
      (so) => insertAfterLast(so, /^import \{ Finance\w+ \} from '.*';\n/gm, `import { ${finance} } from './finance/${name}.record';\n`),
      (so) => insertAfterLast(so, /^ {2}Dataverse\w+,\n/gm, `  ${dataverse},\n`),
      (so) => insertAfterLast(so, /^ {2}Finance\w+,\n/gm, `  ${finance},\n`),
    );

const declaration = /^export const named\w+MapsIn = /m;

/** The file of an area that names all its maps. */
const mapsFileOf = (tree, folder) => {
  const file = tree
    .children(folder)
    .find((child) => child.endsWith('-maps.ts') && declaration.test(tree.read(`${folder}/${child}`, 'utf8')));
  if (file === undefined) throw new Error(`no file in ${folder} names the maps of the area`);
  return `${folder}/${file}`;
};

const withMap =
  ({ map }, { name }) =>
  (text) => {
    const start = declaration.exec(text)?.index;
    const end = start === undefined ? -1 : text.slice(start).search(/\n *\}\)/);
    if (end < 0) return undefined;
    const at = start + end;
    const listed = `${text.slice(0, at)}\n  ${map},${text.slice(at)}`;
    return insertAfterLast(listed, /^(import .* from '\.\/.*'|\} from '\.\/.*');\n/gm, `import { ${map} } from './${name}.map';\n`);
  };

/** Before the lookup tables, which come last; at the end where there are none. */
const withSection = (section) => (text) => {
  const at = text.indexOf('\n### Lookup tables');
  return at < 0 ? `${text.trimEnd()}\n\n${section}` : `${text.slice(0, at)}\n${section}${text.slice(at)}`;
};

module.exports = { register, mapsFileOf, withMap, withRecords, withExports, withSection };
