/** Whatever becomes of the queue shows in these: work that is hinted at, waited for, interrupted, begun again or pushed to the page. */
const THROUGH_THE_QUEUE = [
  'process/{api-crash,connections-cut,jobs-and-scheduler,live-push,queue-away,worker-crash}.e2e',
  'model/*.int',
  'http/{attacks-live-board,webhook-group-commit}.e2e',
  'integration/{audit-chain,claim-race,live-transport,platforms-trouble}.int',
];

/** On Redis the others would only be said again; CUNBO_TEST_ALL=1 runs them there, too. */
const isShortened = process.env.CUNBO_TEST_QUEUE === 'redis' && process.env.CUNBO_TEST_ALL !== '1';

/** Native ESM under the pinned Node 24: the same module loading as production. Module mocks are not used (fakes go in by constructor). */
export default {
  rootDir: '..',
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/web/src'],
  // The browser's specs run where there is a browser; src/setup finds it.
  testMatch: isShortened
    ? THROUGH_THE_QUEUE.map((name) => `<rootDir>/test/${name}-spec.ts`)
    : ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts', ...(process.env.CUNBO_TEST_BROWSER ? ['**/*.browser-spec.ts'] : [])],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', { configFile: '.swcrc', sourceMaps: 'inline' }] },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  testTimeout: 240_000,
  maxWorkers: 2,
  // What a spec file loaded is never quite let go of; a worker that has grown is replaced before collecting it costs more than starting anew.
  workerIdleMemoryLimit: '600MB',
};
