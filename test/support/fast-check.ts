import fc from 'fast-check';

/**
 * fast-check as all tests use it: the same values in every run, so that a change passes or fails by
 * what it does. `FC_SEED` tries others.
 */
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: Number(process.env.FC_SEED ?? 20_261_121),
});

export default fc;
