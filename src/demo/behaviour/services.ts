import { CALENDAR_SERVICES } from './calendar.ts';
import { CAMERA_SERVICES } from './cameras.ts';
import { CLIMATE_SERVICES } from './climate.ts';
import { HELPER_SERVICES } from './helpers.ts';
import { LIGHT_SERVICES } from './lights.ts';
import { MEDIA_SERVICES } from './media.ts';
import { NOTIFY_SERVICES } from './notify.ts';
import { OPENING_SERVICES } from './openings.ts';
import { ROUTINE_SERVICES } from './routines.ts';
import type { Service } from './service.ts';
import { SWITCH_SERVICES } from './switches.ts';
import { SYSTEM_SERVICES } from './system.ts';
import { TODO_SERVICES } from './todo.ts';
import { UPDATE_SERVICES } from './updates.ts';
import { WEATHER_SERVICES } from './weather.ts';

/** Every service the home has. */
export const SERVICES: readonly Service[] = [
  ...LIGHT_SERVICES,
  ...SWITCH_SERVICES,
  ...OPENING_SERVICES,
  ...CLIMATE_SERVICES,
  ...MEDIA_SERVICES,
  ...HELPER_SERVICES,
  ...ROUTINE_SERVICES,
  ...TODO_SERVICES,
  ...CALENDAR_SERVICES,
  ...CAMERA_SERVICES,
  ...WEATHER_SERVICES,
  ...SYSTEM_SERVICES,
  ...NOTIFY_SERVICES,
  ...UPDATE_SERVICES,
];
