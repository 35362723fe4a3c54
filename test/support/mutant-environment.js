const SharedEnvironment = require('./shared-environment.js');

/**
 * The same while mutants are tried (`npm run mutants`). Stryker tells which mutant is switched on in the environment of the process,
 * where a module looks as it is loaded; these are loaded once for all mutants, and are told here.
 */
module.exports = class MutantEnvironment extends SharedEnvironment {
  constructor(...options) {
    super(...options);
    const stryker = (globalThis.__stryker__ ??= {});
    stryker.activeMutant = process.env.__STRYKER_ACTIVE_MUTANT__;
  }
};
