const Sequencer = require('@jest/test-sequencer').default;

/** The longest first, so that no worker is left with one of them at the end. A fresh clone has no times of earlier runs. */
const slow = [
  'quality/latest-small',
  'faults/trainer-kills',
  'recommendation/training/trainer',
  'deploy/spark',
  'faults/server-kills',
  'faults/model/model',
  'faults/histories/histories',
  'http/trainings',
  'readme/tour',
  'browser/dashboard',
  'http/first-start',
  'http/imports',
  'packages/clients',
  'importing/jobs/import-failures',
  'deploy/local-cluster',
  'faults/disk',
  'database/backup',
];

/** These mostly wait, for what is to be noticed after seconds. Several at once would leave the processors idle: they come one by one. */
const waiting = [
  'faults/half-open-postgres',
  'faults/models',
  'faults/replacement-killed',
  'faults/clocks',
  'webhooks/webhooks',
  'faults/pauses',
  'webhooks/jobs',
  'cases/under-a-path',
  'faults/uploads-left',
  'faults/crowd',
  'faults/once-kills',
];

/** How many others come between two that wait: of the long ones, and of the rest. */
const BETWEEN = { slow: 3, rest: 20 };

const placeIn = (names, { path }) => names.findIndex((name) => path.endsWith(`/${name}.spec.js`));
const inOrderOf = (names) => (a, b) => placeIn(names, a) - placeIn(names, b);

module.exports = class SlowFirst extends Sequencer {
  sort(tests) {
    const sorted = [...super.sort(tests)];
    const [first, waits] = [slow, waiting].map((names) =>
      sorted.filter((test) => placeIn(names, test) >= 0).sort(inOrderOf(names)),
    );
    const others = sorted.filter((test) => !first.includes(test) && !waits.includes(test));
    const spread = (some, between) =>
      some.flatMap((test, n) => (n % between === between - 1 ? [test, ...waits.splice(0, 1)] : [test]));
    return [...spread(first, BETWEEN.slow), ...spread(others, BETWEEN.rest), ...waits];
  }
};
