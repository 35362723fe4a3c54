import fc from 'fast-check';

// Jest runs this before each test file. The summary tells the seed, so that a run can be repeated.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED) });
