import { ToolError } from '../errors.ts';
import type { Deed, DeedArguments, Deeds } from './deeds/deed.ts';
import { BRIGHTNESS, COLORS } from './deeds/lights.ts';
import { CLOSES, LOCKS, OPENS, POSITIONS, STOPS_MOVING, UNLOCKS } from './deeds/openings.ts';
import {
  NEXT_TRACKS,
  PAUSES_PLAYING,
  PLAYS,
  PREVIOUS_TRACKS,
  STOPS_PLAYING,
  VOLUMES,
} from './deeds/players.ts';
import { DOCKS, PAUSES_WORKING, STARTS, STOPS_WORKING } from './deeds/robots.ts';
import { HVAC_MODES, OPTIONS, PRESSES, SPEEDS, TEMPERATURES } from './deeds/settings.ts';
import { TOGGLES, TURN_OFF, TURN_ON } from './deeds/switching.ts';

type Value = keyof DeedArguments;

interface ActionDefinition {
  readonly deeds: Deeds;
  /** The one value it takes; else it takes none. */
  readonly takes?: Value;
}

/** Everything `control_devices` can do; what is rarer is left to `call_service`. */
const DEFINITIONS = {
  turn_on: { deeds: TURN_ON },
  turn_off: { deeds: TURN_OFF },
  toggle: { deeds: TOGGLES },
  set_brightness: { deeds: BRIGHTNESS, takes: 'percent' },
  set_color: { deeds: COLORS, takes: 'color' },
  open: { deeds: OPENS },
  close: { deeds: CLOSES },
  stop: { deeds: { ...STOPS_MOVING, ...STOPS_PLAYING, ...STOPS_WORKING } },
  set_position: { deeds: POSITIONS, takes: 'percent' },
  lock: { deeds: LOCKS },
  unlock: { deeds: UNLOCKS },
  set_temperature: { deeds: TEMPERATURES, takes: 'temperature' },
  set_hvac_mode: { deeds: HVAC_MODES, takes: 'option' },
  set_speed: { deeds: SPEEDS, takes: 'percent' },
  set_volume: { deeds: VOLUMES, takes: 'percent' },
  play: { deeds: PLAYS },
  pause: { deeds: { ...PAUSES_PLAYING, ...PAUSES_WORKING } },
  next_track: { deeds: NEXT_TRACKS },
  previous_track: { deeds: PREVIOUS_TRACKS },
  select_option: { deeds: OPTIONS, takes: 'option' },
  press: { deeds: PRESSES },
  start: { deeds: STARTS },
  dock: { deeds: DOCKS },
} as const satisfies Record<string, ActionDefinition>;

export type Action = keyof typeof DEFINITIONS;

export const ACTIONS = Object.keys(DEFINITIONS) as [Action, ...Action[]];

/** What an action means for entities of a domain, if anything. */
export function deedFor(action: Action, domain: string): Deed | undefined {
  const { deeds }: ActionDefinition = DEFINITIONS[action];
  return Object.hasOwn(deeds, domain) ? deeds[domain] : undefined;
}

/** The actions that mean something for entities of a domain. */
export function actionsFor(domain: string): readonly Action[] {
  return ACTIONS.filter((action) => deedFor(action, domain) !== undefined);
}

/** Refuses a value that is missing and those the action has no use for. Throws ToolError. */
export function requireValues(action: Action, args: DeedArguments): void {
  const taken = takes(action);
  const useless = VALUES.find((name) => args[name] !== undefined && name !== taken);
  if (useless !== undefined) {
    const users = ACTIONS.filter((one) => takes(one) === useless);
    throw new ToolError(`${action} takes no ${useless}; that is for ${users.join(', ')}.`);
  }
  if (taken !== undefined && args[taken] === undefined) {
    throw new ToolError(`${action} needs ${taken}.`);
  }
}

const VALUES: readonly Value[] = ['percent', 'temperature', 'option', 'color'];

function takes(action: Action): Value | undefined {
  const definition: ActionDefinition = DEFINITIONS[action];
  return definition.takes;
}
