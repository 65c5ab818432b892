import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { namedSetupMapsIn } from '../maps/setup-maps';
import { fillReadme } from './fill-readme';

// Writes the maps' field tables into the README; with --check it only tells whether that would change anything.
const path = resolve(__dirname, '../../README.md');
const before = readFileSync(path, 'utf8');
const after = fillReadme(before, namedSetupMapsIn('UTC'));

if (process.argv.includes('--check')) {
  if (after !== before) {
    process.stderr.write('apps/setup-sync/README.md is stale: run `npx nx run setup-sync:docs` and commit it\n');
    process.exitCode = 1;
  }
} else if (after !== before) {
  writeFileSync(path, after);
}
