const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest's own environment, with globals that cost what they cost in a program. Jest puts a proxy before them, which is asked
 * for each `Math`, `Array` or `Promise` that a file names: half the time of a fit went there, and a sixth of that of a server.
 */
module.exports = class OrdinaryGlobals extends TestEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
};
