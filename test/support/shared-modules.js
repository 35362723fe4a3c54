const { createRequire } = require('node:module');
const { join, sep } = require('node:path');
const Runtime = require('jest-runtime').default;

/** What is new for each test file: the tests with what supports them, and what Jest keeps of the tests of one file. */
const compiledTests = join(__dirname, '../../dist-test/test') + sep;
const ofOneFile = [compiledTests, `${sep}jest-circus${sep}`, `${sep}expect${sep}`];

/**
 * Loads modules as Node does, once in a worker, in place of anew in a context of its own for each test file: a server is 1,500
 * files, and what has just been compiled is slow. Tests of all files together take half the processor time since. What they
 * lose is that one file cannot leave something behind in a module of the program for the next, which nothing here does.
 */
module.exports = class SharedModules extends Runtime {
  constructor(...options) {
    super(...options);
    const testPath = options[6];
    for (const path of Object.keys(require.cache))
      if (ofOneFile.some((part) => path.includes(part))) delete require.cache[path];
    // It is a parameter of each module where Jest loads them.
    const globals = () => super.requireModuleOrMock(testPath, '@jest/globals');
    Object.defineProperty(globalThis, 'jest', { configurable: true, get: () => globals().jest });
  }

  requireModule(from, name) {
    return createRequire(from)(name ?? from);
  }

  requireInternalModule(from, name) {
    return this.requireModule(from, name);
  }

  requireModuleOrMock(from, name) {
    return this.requireModule(from, name);
  }
};
