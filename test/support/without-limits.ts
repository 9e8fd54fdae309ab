import { LIMITS, type Limits } from '../../src/net/limits/table.ts';

const ENOUGH = { atOnce: 1e9, perMinute: 1e9 };

/** The same table with room for any number of requests. */
export const withoutLimits = Object.fromEntries(
  Object.entries(LIMITS).map(([name, { counts }]) => [
    name,
    { counts, address: ENOUGH, everyone: ENOUGH },
  ]),
) as Limits;
