const { statSync } = require('node:fs');
const Sequencer = require('@jest/test-sequencer').default;

/** Small files first: they mostly are the quick ones, and a mutant that one of them kills is not tried on the others. */
module.exports = class SmallFirst extends Sequencer {
  sort(tests) {
    const size = ({ path }) => statSync(path).size;
    return [...tests].sort((a, b) => size(a) - size(b));
  }
};
