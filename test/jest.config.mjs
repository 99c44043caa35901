/** Native ESM under the pinned Node 24: the same module loading as production. Module mocks are not used (fakes go in by constructor). */
export default {
  rootDir: '..',
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/web/src'],
  // Pure functions know no queue: they are not run again on Redis. The browser's specs run where there is a browser; src/setup finds it.
  testMatch: [
    ...(process.env.CUNBO_TEST_QUEUE === 'redis' ? [] : ['**/*.spec.ts']),
    '**/*.int-spec.ts',
    '**/*.e2e-spec.ts',
    ...(process.env.CUNBO_TEST_BROWSER ? ['**/*.browser-spec.ts'] : []),
  ],
  // Nor does what the door and the forms refuse: what is refused never reaches a queue.
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(process.env.CUNBO_TEST_QUEUE === 'redis' ? ['/test/http/(bad-|closed-doors|webhook-(fuzz|refusals|privacy|signature))'] : []),
  ],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', { configFile: '.swcrc', sourceMaps: 'inline' }] },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  testTimeout: 60_000,
  maxWorkers: 2,
};
