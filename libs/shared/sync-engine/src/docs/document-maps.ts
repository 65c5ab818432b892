import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { TableMap } from '@concord/table-maps';
import { fillReadme } from './fill-readme';

/**
 * The docs command of an area: writes its maps' field tables into its README; with `--check` it only tells whether that would change anything.
 *
 * @param maps every map of the area by its name in the README
 */
export const documentMaps = (area: string, readme: string, maps: Readonly<Record<string, TableMap>>): void => {
  const before = readFileSync(readme, 'utf8');
  const after = fillReadme(before, maps);
  if (after === before) return;
  if (process.argv.includes('--check')) {
    process.stderr.write(`${relative(process.cwd(), readme)} is stale: run \`npx nx run ${area}:docs\` and commit it\n`);
    process.exitCode = 1;
  } else {
    writeFileSync(readme, after);
  }
};
