const { appendFileSync, readFileSync } = require('node:fs');
const { ModuleMocker } = require('jest-mock');

/**
 * The surroundings of a test file are those of Node itself, shared by all files of a worker; shared-modules.js says why. What a
 * file changed of them, by `jest.spyOn` or in `process.env`, is as before after it. It notes for the summary of the run what
 * each file took of a processor.
 */
module.exports = class SharedEnvironment {
  global = globalThis;
  // No test turns the clock by Jest.
  fakeTimers = null;
  fakeTimersModern = null;

  constructor(_config, context) {
    this.moduleMocker = new ModuleMocker(globalThis);
    const { console } = globalThis;
    this.before = { console, exit: process.exit, env: { ...process.env }, seconds: processorSeconds() };
    this.path = context.testPath;
  }

  async setup() {}

  async teardown() {
    this.moduleMocker.restoreAllMocks();
    const { console, exit, env, seconds } = this.before;
    globalThis.console = console;
    process.exit = exit;
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    // Not set where something else than Jest's own start runs the tests.
    const { TEST_SECONDS: notes } = process.env;
    const [own, started] = processorSeconds().map((now, n) => now - seconds[n]);
    if (notes) appendFileSync(notes, `${JSON.stringify({ path: this.path, own, started })}\n`);
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** None but Node's own. */
  getVmContext() {
    return null;
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
