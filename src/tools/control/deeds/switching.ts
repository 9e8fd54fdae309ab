import type { Deed, Deeds } from './deed.ts';
import { inState, notInState } from './deed.ts';

const ON: Deed = { service: 'turn_on', reached: inState('on') };
const OFF: Deed = { service: 'turn_off', reached: inState('off') };
const TOGGLE: Deed = {
  service: 'toggle',
  reached: (now, _args, before) => isOff(now.state.state) !== isOff(before.state.state),
};

/** What is on in many ways: heating, playing, paused. */
const SOMEHOW_ON: Deed = { service: 'turn_on', reached: notInState('off', 'standby') };
const SOMEHOW_OFF: Deed = { service: 'turn_off', reached: inState('off', 'standby') };

/** The bits of `supported_features` are those of Home Assistant 2026.11, per domain. */
export const TURN_ON: Deeds = {
  light: ON,
  switch: ON,
  input_boolean: ON,
  automation: ON,
  humidifier: ON,
  remote: ON,
  fan: { ...ON, needs: [32] },
  siren: { ...ON, needs: [1] },
  climate: { ...SOMEHOW_ON, needs: [256] },
  water_heater: { ...SOMEHOW_ON, needs: [8] },
  media_player: { ...SOMEHOW_ON, needs: [128] },
  // They run and end; no state says that they did.
  script: { service: 'turn_on' },
  scene: { service: 'turn_on' },
};

export const TURN_OFF: Deeds = {
  light: OFF,
  switch: OFF,
  input_boolean: OFF,
  automation: OFF,
  humidifier: OFF,
  remote: OFF,
  script: OFF,
  fan: { ...OFF, needs: [16] },
  siren: { ...OFF, needs: [2] },
  climate: { ...SOMEHOW_OFF, needs: [128] },
  water_heater: { ...SOMEHOW_OFF, needs: [8] },
  media_player: { ...SOMEHOW_OFF, needs: [256] },
};

export const TOGGLES: Deeds = {
  light: TOGGLE,
  switch: TOGGLE,
  input_boolean: TOGGLE,
  automation: TOGGLE,
  humidifier: TOGGLE,
  remote: TOGGLE,
  fan: { ...TOGGLE, needs: [16, 32] },
  siren: { ...TOGGLE, needs: [1 | 2] },
  climate: { ...TOGGLE, needs: [128, 256] },
  media_player: { ...TOGGLE, needs: [128 | 256] },
};

function isOff(state: string): boolean {
  return state === 'off' || state === 'standby';
}
