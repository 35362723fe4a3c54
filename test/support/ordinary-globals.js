const { appendFileSync, readFileSync } = require('node:fs');
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest's own environment, with globals that cost what they cost in a program. Jest puts a proxy before them, which is asked
 * for each `Math`, `Array` or `Promise` that a file names: half the time of a fit went there, and a sixth of that of a server.
 * It notes for the summary of the run what each file took of a processor.
 */
module.exports = class OrdinaryGlobals extends TestEnvironment {
  constructor(config, context) {
    const before = processorSeconds();
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
    this.file = { path: context.testPath, before };
  }

  async teardown() {
    await super.teardown();
    const { path, before } = this.file;
    const [own, started] = processorSeconds().map((seconds, n) => seconds - before[n]);
    // Not set where something else than Jest's own start runs the tests.
    const { TEST_SECONDS: notes } = process.env;
    if (notes) appendFileSync(notes, `${JSON.stringify({ path, own, started })}\n`);
  }
};

/** What this process has taken of a processor, and what those that it started and that have ended took, in seconds; see proc(5). */
function processorSeconds() {
  try {
    const [, fields] = readFileSync('/proc/self/stat', 'utf8').split(') ');
    const [user, system, usersOfStarted, systemOfStarted] = fields.split(' ').slice(11, 15).map(Number);
    return [(user + system) / 100, (usersOfStarted + systemOfStarted) / 100];
  } catch {
    // Only Linux tells of the others.
    const { user, system } = process.cpuUsage();
    return [(user + system) / 1e6, 0];
  }
}
