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
  'faults/replacement-killed',
  'deploy/local-cluster',
  'faults/models',
  'faults/disk',
  'database/backup',
];

module.exports = class SlowFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const found = slow.findIndex((name) => path.endsWith(`/${name}.spec.js`));
      return found < 0 ? slow.length : found;
    };
    return [...super.sort(tests)].sort((a, b) => place(a) - place(b));
  }
};
