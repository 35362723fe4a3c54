/** Tests run on compiled files (see docs/decisions): only packages that ship ES modules alone are turned into CommonJS. */
module.exports = {
  rootDir: 'dist-test/test',
  testMatch: ['**/*.spec.js'],
  testEnvironment: 'node',
  transform: { '\\.js$': ['@swc/jest', { module: { type: 'commonjs' }, jsc: { target: 'es2022' } }] },
  transformIgnorePatterns: [
    'dist-test/',
    'node_modules/(?!(@nestjs|ml-.*|linear-sum-assignment|is-any-array|@clack|sisteransi|picocolors|fast-string-.*|fast-wrap-ansi)/)',
  ],
  coverageProvider: 'v8',
  collectCoverageFrom: ['../src/**/*.js'],
  testTimeout: 60_000,
  // Half of them wait for databases and child processes: no core is kept free.
  maxWorkers: '100%',
  reporters: ['default', '<rootDir>/../../test/support/summary-reporter.js'],
};
