/** Shared by every project: specs run from source, through swc; types are checked by the build. */
module.exports = {
  testEnvironment: 'node',
  // Real brokers on two busy cores: a condition is waited for, and only a test that hangs should fail for its time.
  testTimeout: 30_000,
  // Offers the local stack to `useStack()` of @concord/testing; starts it only when a spec asks.
  globalSetup: require.resolve('./libs/testing/src/shared-stack/jest-global-setup.ts'),
  globalTeardown: require.resolve('./libs/testing/src/shared-stack/jest-global-teardown.ts'),
  testMatch: ['<rootDir>/{src,test}/**/*.spec.ts'],
  testEnvironmentOptions: { customExportConditions: ['@concord/source', 'node', 'require', 'default'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'commonjs' },
        jsc: {
          target: 'es2022',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
      },
    ],
  },
};
