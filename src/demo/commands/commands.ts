import type { Command } from '../websocket/command.ts';
import { ACCOUNT_COMMANDS } from './accounts.ts';
import { BACKUP_COMMANDS } from './backup.ts';
import { CALENDAR_COMMANDS } from './calendar.ts';
import { CONVERSATION_COMMANDS } from './conversation.ts';
import { CORE_COMMANDS } from './core.ts';
import { DEVICE_REGISTRY_COMMANDS } from './device-registry.ts';
import { DIAGNOSTICS_COMMANDS } from './diagnostics.ts';
import { ENERGY_COMMANDS } from './energy.ts';
import { ENTITY_REGISTRY_COMMANDS } from './entity-registry.ts';
import { EXPOSURE_COMMANDS } from './exposure.ts';
import { HELPER_COMMANDS } from './helpers.ts';
import { HISTORY_COMMANDS } from './history.ts';
import { HOUSEHOLD_COMMANDS } from './household.ts';
import { PLACE_COMMANDS } from './places.ts';
import { ROUTINE_COMMANDS } from './routines.ts';
import { SEARCH_COMMANDS } from './search.ts';
import { STATE_COMMANDS } from './states.ts';
import { STATISTICS_COMMANDS } from './statistics.ts';
import { TEMPLATE_COMMANDS } from './templates.ts';
import { TRANSLATION_COMMANDS } from './translations.ts';

/** Every command the home answers; anything else is an integration that is not loaded. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  [
    ...CORE_COMMANDS,
    ...STATE_COMMANDS,
    ...ACCOUNT_COMMANDS,
    ...ENTITY_REGISTRY_COMMANDS,
    ...DEVICE_REGISTRY_COMMANDS,
    ...PLACE_COMMANDS,
    ...HELPER_COMMANDS,
    ...EXPOSURE_COMMANDS,
    ...SEARCH_COMMANDS,
    ...HISTORY_COMMANDS,
    ...STATISTICS_COMMANDS,
    ...ENERGY_COMMANDS,
    ...HOUSEHOLD_COMMANDS,
    ...CALENDAR_COMMANDS,
    ...CONVERSATION_COMMANDS,
    ...DIAGNOSTICS_COMMANDS,
    ...BACKUP_COMMANDS,
    ...ROUTINE_COMMANDS,
    ...TEMPLATE_COMMANDS,
    ...TRANSLATION_COMMANDS,
  ].map((known) => [known.type, known]),
);
