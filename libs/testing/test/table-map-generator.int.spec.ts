import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';

const workspace = resolve(__dirname, '../../..');
const fromWorkspace = createRequire(join(workspace, 'package.json'));
const generate = fromWorkspace('@concord/tools/src/table-map/generator.cjs') as (
  tree: FsTree,
  options: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

const options = {
  name: 'sample-categories',
  finance: 'SampleCategories',
  dataverse: 'sample_categories',
  primaryKey: 'sample_categoryid',
  financeKey: 'CategoryId',
  dataverseKey: 'sample_number',
  area: 'setup-sync',
};

/** Runs `npx nx g @concord/tools:table-map` on the workspace as it is; nothing of it is written. */
describe('the generator of table maps', () => {
  // The formatter cannot be imported within a spec; the generator says so, and goes on.
  beforeAll(() => void jest.spyOn(console, 'warn').mockImplementation());
  const folders: string[] = [];
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  const generated = async (more: Readonly<Record<string, unknown>>): Promise<FsTree> => {
    const tree = new FsTree(workspace, false);
    await generate(tree, { ...options, ...more });
    return tree;
  };

  /** What the compiler and the specs need of the workspace, in a folder of its own, with the generated files in it. */
  const workspaceOf = (tree: FsTree): string => {
    const folder = mkdtempSync(join(tmpdir(), 'concord-generated-'));
    folders.push(folder);
    for (const part of [
      'libs/shared/contracts/src',
      'libs/shared/table-maps/src',
      'apps/setup-sync/src/maps',
      'apps/setup-sync/test/known-links.ts',
    ])
      cpSync(join(workspace, part), join(folder, part), { recursive: true });
    for (const { path, content } of tree.listChanges()) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content ?? '');
    }
    symlinkSync(join(workspace, 'node_modules'), join(folder, 'node_modules'));
    return folder;
  };

  it.each([
    ['finance-to-dataverse', false],
    ['dataverse-to-finance', true],
    ['both', true],
  ])(
    'makes a map %s, per company %s, that compiles, keeps its own spec and is registered',
    async (direction, perCompany) => {
      const tree = await generated({ direction, perCompany });
      expect(tree.listChanges().map(({ path }) => path)).toEqual(
        expect.arrayContaining([
          'apps/setup-sync/README.md',
          'apps/setup-sync/src/maps/sample-categories.map.ts',
          'apps/setup-sync/src/maps/sample-categories.map.spec.ts',
          'apps/setup-sync/src/maps/setup-maps.ts',
          'libs/shared/contracts/src/dataverse/sample-categories.record.ts',
          'libs/shared/contracts/src/finance/sample-categories.record.ts',
          'libs/shared/contracts/src/index.ts',
          'libs/shared/contracts/src/record-classes.ts',
        ]),
      );
      expect(tree.read('apps/setup-sync/README.md', 'utf8')).toMatch(
        /### Sample categories, [\s\S]*<!-- table-map: sampleCategoriesMap -->/,
      );

      const folder = workspaceOf(tree);
      const sources = {
        '@concord/contracts': join(folder, 'libs/shared/contracts/src/index.ts'),
        '@concord/table-maps': join(folder, 'libs/shared/table-maps/src/index.ts'),
      };
      compile(folder, sources);
      runSpecs(folder, sources);
    },
    120_000,
  );

  it('is found by its name, and shows what it would make', () => {
    const words = Object.entries({ ...options, direction: 'both' }).map(([name, value]) => `--${name}=${value}`);
    const said = run('node_modules/nx/dist/bin/nx.js', ['g', '@concord/tools:table-map', ...words, '--dry-run', '--no-interactive']);
    expect(said).toContain('CREATE apps/setup-sync/src/maps/sample-categories.map.ts');
  }, 120_000);

  it('refuses a name that is taken', async () =>
    expect(generated({ direction: 'both', name: 'currencies' })).rejects.toThrow(/currencies.map.ts.* exist already/));
});

const compile = (folder: string, sources: Readonly<Record<string, string>>): void => {
  const tsconfig = {
    extends: join(workspace, 'tsconfig.base.json'),
    compilerOptions: {
      noEmit: true,
      composite: false,
      types: ['node', 'jest'],
      paths: Object.fromEntries(Object.entries(sources).map(([name, path]) => [name, [path]])),
    },
    files: ['map.ts', 'map.spec.ts']
      .map((file) => join(folder, `apps/setup-sync/src/maps/sample-categories.${file}`))
      .concat(join(folder, 'libs/shared/contracts/src/record-classes.ts'), join(folder, 'apps/setup-sync/src/maps/setup-maps.ts')),
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  run('node_modules/typescript7/bin/tsc', ['-p', folder]);
};

/** Its own spec, and those that hold every map. */
const runSpecs = (folder: string, sources: Readonly<Record<string, string>>): void => {
  const { transform, testEnvironment, testEnvironmentOptions } = fromWorkspace('./jest.preset.cjs') as Record<string, unknown>;
  const config = {
    rootDir: folder,
    testEnvironment,
    testEnvironmentOptions,
    transform: Object.fromEntries(
      Object.entries(transform as Record<string, [string, unknown]>).map(([files, [name, setting]]) => [
        files,
        [fromWorkspace.resolve(name), setting],
      ]),
    ),
    moduleNameMapper: Object.fromEntries(Object.entries(sources).map(([name, path]) => [`^${name}$`, path])),
    testMatch: ['**/sample-categories.map.spec.ts', '**/setup-maps.spec.ts'],
  };
  writeFileSync(join(folder, 'jest.config.json'), JSON.stringify(config));
  run('node_modules/jest/bin/jest.js', ['--config', join(folder, 'jest.config.json'), '-w', '1', '-t', 'Sample categories']);
};

const run = (tool: string, words: readonly string[]): string => {
  try {
    return execFileSync(process.execPath, [join(workspace, tool), ...words], {
      cwd: workspace,
      stdio: 'pipe',
      timeout: 100_000,
    }).toString();
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: Buffer; stderr?: Buffer };
    throw new Error(`${tool}: ${String(stdout)}${String(stderr)}`, { cause: error });
  }
};
