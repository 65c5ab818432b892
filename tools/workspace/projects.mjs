import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** Folders of all projects, e.g. `libs/shared/contracts`. */
export const projects = () =>
  ['apps', 'libs/shared', 'libs']
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((folder) => existsSync(join(root, folder, 'tsconfig.json')));
