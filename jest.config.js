const { availableParallelism } = require('node:os');

/** Tests run on compiled files (decision 0004), which all test files of a worker share (decision 0056). */
module.exports = {
  rootDir: 'dist-test/test',
  testMatch: ['**/*.spec.js'],
  testEnvironment: require.resolve('./test/support/shared-environment.js'),
  runtime: require.resolve('./test/support/shared-modules.js'),
  // Node loads what is compiled.
  transform: {},
  coverageProvider: 'v8',
  collectCoverageFrom: ['../src/**/*.js'],
  testTimeout: 120_000,
  setupFiles: ['<rootDir>/support/seed-properties.js'],
  globalSetup: '<rootDir>/support/begin-run.js',
  globalTeardown: '<rootDir>/support/end-run.js',
  // Some of their time they wait, for databases, for child processes and for what is to be noticed after seconds.
  maxWorkers: availableParallelism() + 1,
  // What files leave behind in a worker grows to gigabytes, which collecting garbage then walks through again and again.
  workerIdleMemoryLimit: '1GB',
  testSequencer: require.resolve('./test/support/slow-first.js'),
  reporters: ['default', require.resolve('./test/support/summary-reporter.js')],
};
