import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';

/**
 * `npm run mutants`: change the code in small ways, one at a time, and see whether a test fails. One area alone:
 * `MUTANTS=scoring npm run mutants`.
 */
const areas = {
  scoring: { code: 'src/engine/scoring', tests: ['engine/scoring/*', 'engine/training/learn-token-weights'] },
  serving: {
    code: 'src/recommendation/serving',
    tests: [
      'recommendation/serving/*',
      'http/{visitors,recommendation-pages,recommendation-deletions,recommendations}',
    ],
  },
  access: {
    code: 'src/access',
    tests: ['access/*', 'http/{keys,limits,access,tokens,once,kept-answers,early-lists,early-lists-front,privacy}'],
  },
  writing: {
    code: 'src/importing/writing',
    tests: ['importing/writing/*', 'importing/{events,replacement,import}', 'users/erased-users', 'http/batches'],
  },
};

const chosen = Object.entries(areas).filter(([name]) => (process.env.MUTANTS ?? name).split(',').includes(name));
if (chosen.length === 0) throw new Error(`MUTANTS takes ${Object.keys(areas).join(', ')}`);

export default {
  // The sources are changed in a copy, all at once; each change is switched on by itself in the one build of it.
  mutate: [
    ...chosen.map(([, { code }]) => `${code}/**/*.ts`),
    // What only declares: to change it is to change texts.
    '!**/*.{dto,entity,module}.ts',
    '!src/access/{openapi-access,once,open-to-token,required-scope,caller.decorator}.ts',
    // Its tests start the program, where no mutant is switched on.
    '!src/access/keys.command.ts',
  ],
  buildCommand: 'nest build -p tsconfig.test.json',
  testRunner: 'jest',
  // With it Stryker finds its plug-in wherever npm has put it.
  plugins: ['@stryker-mutator/jest-runner'],
  jest: {
    config: {
      testMatch: chosen.flatMap(([, { tests }]) => tests.map((test) => `<rootDir>/${test}.spec.js`)),
      testSequencer: fileURLToPath(new URL('test/support/small-first.js', import.meta.url)),
      testEnvironment: fileURLToPath(new URL('test/support/mutant-environment.js', import.meta.url)),
    },
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  // Of what runs as files are loaded and servers are started no test in particular is the judge: it would take all of them.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  ignorePatterns: ['/dist', '/dist-test', '/reports'],
  reporters: ['progress', 'clear-text', 'html', 'json'],
  htmlReporter: { fileName: 'reports/mutants.html' },
  jsonReporter: { fileName: 'reports/mutants.json' },
  clearTextReporter: { reportTests: false, allowEmojis: false },
  thresholds: { high: 95, low: 85, break: 0 },
  tempDirName: '.stryker-tmp',
};
