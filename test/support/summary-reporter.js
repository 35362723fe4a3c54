const { existsSync, readFileSync } = require('node:fs');
const { relative } = require('node:path');

/** How many files are named, of a run of more. */
const DEAREST = 25;

/** Closes a run with the seed of its random cases, and one plain line that people and scripts can read. */
module.exports = class SummaryReporter {
  constructor({ rootDir }) {
    this.rootDir = rootDir;
  }

  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    process.stdout.write(
      `${this.dearest()}\nFAST_CHECK_SEED=${process.env.FAST_CHECK_SEED}\n${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
    );
  }

  /** The files that took most of a processor: themselves, and by processes that they started and that have ended. */
  dearest() {
    const { TEST_SECONDS: notes } = process.env;
    if (!notes || !existsSync(notes)) return '';
    const files = readFileSync(notes, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    if (files.length <= DEAREST) return '';
    const sum = (some) => some.reduce((seconds, { own, started }) => seconds + own + started, 0);
    const top = files.sort((a, b) => sum([b]) - sum([a])).slice(0, DEAREST);
    const lines = top.map(({ path, own, started }) => {
      const name = relative(this.rootDir, path).replace(/\.spec\.js$/, '');
      return `${own.toFixed(1).padStart(8)} +${started.toFixed(1).padStart(6)}  ${name}\n`;
    });
    return `\nSeconds of a processor: ${sum(files).toFixed(0)} in ${files.length} files. The dearest, itself + what it started:\n${lines.join('')}`;
  }
};
