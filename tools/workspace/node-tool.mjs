import { join } from 'node:path';
import { root } from './root.mjs';

const entries = {
  eslint: 'eslint/bin/eslint.js',
  jest: 'jest/bin/jest.js',
  nx: 'nx/dist/bin/nx.js',
  prettier: 'prettier/bin/prettier.cjs',
  tsc: 'typescript7/bin/tsc',
};

/** The command that runs an installed tool: by its file, since two TypeScripts compete for `node_modules/.bin/tsc`. */
export const nodeTool = (name, ...args) => [process.execPath, join(root, 'node_modules', entries[name]), ...args];
