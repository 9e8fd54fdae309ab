import type { Deed, Deeds } from './deed.ts';
import { inState, nearNumber, notInState, numberOf } from './deed.ts';

const OPEN = 1;
const CLOSE = 2;
const SET_POSITION = 4;
const STOP = 8;

/** Half open is open too, so that what knows its position must be at its end. */
const wideOpen: NonNullable<Deed['reached']> = (now) =>
  now.state.state === 'open' && (numberOf(now, 'current_position') ?? 100) === 100;

const atPosition = nearNumber(
  (entity) => numberOf(entity, 'current_position'),
  ({ percent }) => percent,
  2,
);

const standingStill = notInState('opening', 'closing');

const position: Pick<Deed, 'data' | 'reached'> = {
  data: ({ percent }) => ({ position: percent }),
  reached: atPosition,
};

export const OPENS: Deeds = {
  cover: { service: 'open_cover', needs: [OPEN], reached: wideOpen },
  valve: { service: 'open_valve', needs: [OPEN], reached: wideOpen },
};

export const CLOSES: Deeds = {
  cover: { service: 'close_cover', needs: [CLOSE], reached: inState('closed') },
  valve: { service: 'close_valve', needs: [CLOSE], reached: inState('closed') },
};

export const STOPS_MOVING: Deeds = {
  cover: { service: 'stop_cover', needs: [STOP], reached: standingStill },
  valve: { service: 'stop_valve', needs: [STOP], reached: standingStill },
};

export const POSITIONS: Deeds = {
  cover: { service: 'set_cover_position', needs: [SET_POSITION], ...position },
  valve: { service: 'set_valve_position', needs: [SET_POSITION], ...position },
};

export const LOCKS: Deeds = { lock: { service: 'lock', reached: inState('locked') } };
export const UNLOCKS: Deeds = { lock: { service: 'unlock', reached: inState('unlocked', 'open') } };
