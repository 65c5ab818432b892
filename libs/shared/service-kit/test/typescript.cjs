/** `node -r ./typescript.cjs file.ts`: processes of specs run from source, as the specs do. */
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');
const preset = require('../../../../jest.preset.cjs');

const [, options] = preset.transform['^.+\\.ts$'];

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename });
  module._compile(code, filename);
};
