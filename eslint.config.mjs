import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Which tag may import what of ours, and which packages are out of bounds for it: docs/architecture.md, "Who may import whom". */
const layers = [
  {
    sourceTag: 'type:contracts',
    onlyDependOnLibsWithTags: [],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'kafkajs', 'undici', 'fastify'],
  },
  {
    sourceTag: 'type:table-maps',
    onlyDependOnLibsWithTags: ['type:contracts'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'kafkajs', 'undici', 'fastify'],
  },
  { sourceTag: 'type:infra', onlyDependOnLibsWithTags: ['type:contracts', 'type:infra', 'type:testing'] },
  {
    sourceTag: 'type:engine',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:table-maps', 'type:infra', 'type:testing'],
    bannedExternalImports: ['kafkajs', 'undici', 'fastify'],
  },
  {
    sourceTag: 'type:area',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:table-maps', 'type:infra', 'type:engine', 'type:testing'],
    bannedExternalImports: ['kafkajs', 'undici', 'fastify'],
  },
  {
    sourceTag: 'type:gateway',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:infra', 'type:testing'],
    bannedExternalImports: ['kafkajs'],
  },
  { sourceTag: 'type:simulator', onlyDependOnLibsWithTags: ['type:testing'], bannedExternalImports: ['kafkajs', 'typeorm', '@nestjs/*'] },
  {
    sourceTag: 'type:bench',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:infra', 'type:testing'],
    bannedExternalImports: ['kafkajs'],
  },
  { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:contracts', 'type:infra'] },
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '.concord/**', '**/*.generated.*'] },
  ...nx.configs['flat/base'],
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { enforceBuildableLibDependency: false, depConstraints: layers }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Export by name: `export *` hides cycles and makes a name hard to find.' },
      ],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
    },
  },
  {
    files: ['**/*.cjs', '**/*.mjs'],
    languageOptions: {
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly', process: 'readonly', console: 'readonly' },
    },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
  {
    // kafkajs has quirks (idle CPU, commit semantics) that are mended once, in messaging.
    files: ['**/*.ts'],
    ignores: ['libs/shared/messaging/**'],
    rules: {
      'no-restricted-imports': ['error', { paths: [{ name: 'kafkajs', message: 'kafkajs is imported by @concord/messaging only.' }] }],
    },
  },
  prettier,
);
