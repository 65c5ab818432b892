const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

/** All projects in one run; each can also be run from its own folder. */
const folders = ['apps', 'libs/shared', 'libs'].flatMap((folder) =>
  readdirSync(join(__dirname, folder)).map((name) => join(__dirname, folder, name)),
);

module.exports = { projects: folders.filter((folder) => existsSync(join(folder, 'jest.config.cjs'))) };
