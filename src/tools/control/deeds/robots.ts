import { type Deeds, inState, notInState } from './deed.ts';

/** Vacuums and lawn mowers; the same words have other bits in each. */
const VACUUM = { pause: 4, stop: 8, returnHome: 16, start: 8192 };
const MOWER = { start: 1, pause: 2, dock: 4, stop: 8 };

const VACUUM_BUSY = ['cleaning', 'returning'];
const MOWER_BUSY = ['mowing', 'returning'];

export const STARTS: Deeds = {
  vacuum: { service: 'start', needs: [VACUUM.start], reached: inState('cleaning') },
  lawn_mower: { service: 'start_mowing', needs: [MOWER.start], reached: inState('mowing') },
};

export const DOCKS: Deeds = {
  vacuum: { service: 'return_to_base', needs: [VACUUM.returnHome], reached: inState('docked') },
  lawn_mower: { service: 'dock', needs: [MOWER.dock], reached: inState('docked') },
};

export const PAUSES_WORKING: Deeds = {
  vacuum: {
    service: 'pause',
    needs: [VACUUM.pause],
    pointless: ({ state }) => !VACUUM_BUSY.includes(state.state),
    reached: notInState(...VACUUM_BUSY),
  },
  lawn_mower: {
    service: 'pause',
    needs: [MOWER.pause],
    pointless: ({ state }) => !MOWER_BUSY.includes(state.state),
    reached: notInState(...MOWER_BUSY),
  },
};

export const STOPS_WORKING: Deeds = {
  vacuum: { service: 'stop', needs: [VACUUM.stop], reached: notInState(...VACUUM_BUSY) },
  lawn_mower: { service: 'stop', needs: [MOWER.stop], reached: notInState(...MOWER_BUSY) },
};
