import { CommandError } from '../errors.ts';
import { deviceId } from '../flat/device-registry.ts';
import { domainOf, type FlatEntity } from '../flat/entity.ts';
import type { House } from '../house.ts';
import type { PastState } from '../recorder.ts';
import { type Command, command } from '../websocket/command.ts';
import { seconds } from '../wire.ts';
import { readSpan } from './times.ts';

/** Domains whose attributes are worth an entry of their own. */
const TELLING_DOMAINS: ReadonlySet<string> = new Set([
  'climate',
  'device_tracker',
  'humidifier',
  'water_heater',
]);

const ENTITY_ID = /^[a-z0-9_]+\.[a-z0-9_]+$/;

interface HistoryOptions {
  readonly start: number;
  readonly end: number;
  readonly includeStart: boolean;
  readonly significantOnly: boolean;
  readonly minimal: boolean;
  readonly withoutAttributes: boolean;
}

function significant(entityId: string, past: PastState): boolean {
  return past.changed === past.updated || TELLING_DOMAINS.has(domainOf(entityId));
}

/** Domains that say nothing without their attributes. */
const TELLING_ATTRIBUTES: ReadonlySet<string> = new Set([
  'climate',
  'humidifier',
  'input_datetime',
  'water_heater',
]);

function shownState(past: PastState, options: HistoryOptions, whole: boolean) {
  // What was already so at the start is dated to the start.
  const updated = Math.max(past.updated, options.start);
  const changed = Math.max(past.changed, options.start);
  return {
    s: past.state,
    ...(whole ? { a: options.withoutAttributes ? {} : past.attributes } : {}),
    lu: seconds(updated),
    ...(whole && changed !== updated ? { lc: seconds(changed) } : {}),
  };
}

function historyOf(house: House, entityId: string, options: HistoryOptions) {
  const all = house.recorder
    .since(entityId, options.start, house.clock())
    .filter(({ updated }) => updated < options.end)
    .filter(({ updated }) => options.includeStart || updated >= options.start)
    .filter((past) => !options.significantOnly || significant(entityId, past));
  if (!options.minimal || TELLING_ATTRIBUTES.has(domainOf(entityId))) {
    return all.map((past) => shownState(past, options, true));
  }
  return all
    .filter(({ state }, index) => state !== all[index - 1]?.state)
    .map((past, index) => shownState(past, options, index === 0 && !options.withoutAttributes));
}

/** Gauges and meters change all the time and are left out of the logbook. */
function worthNoting(entityId: string, past: PastState): boolean {
  if (['weather', 'sun', 'zone', 'camera', 'image'].includes(domainOf(entityId))) return false;
  return !('unit_of_measurement' in past.attributes || 'state_class' in past.attributes);
}

function logbookOf(house: House, entityId: string, start: number, end: number) {
  return house.recorder
    .since(entityId, start, house.clock())
    .filter(({ changed, updated }) => changed === updated && changed >= start && changed < end)
    .filter((past) => worthNoting(entityId, past))
    .map((past) => ({
      when: seconds(past.changed),
      state: past.state,
      entity_id: entityId,
      ...(past.userId === null ? {} : { context_user_id: past.userId }),
    }));
}

function askedFor(
  entity: FlatEntity | undefined,
  entityId: string,
  entityIds: readonly string[] | undefined,
  deviceIds: readonly string[] | undefined,
): boolean {
  if (entityIds === undefined && deviceIds === undefined) return true;
  if (entityIds?.includes(entityId) === true) return true;
  return entity?.device !== undefined && deviceIds?.includes(deviceId(entity.device)) === true;
}

export const HISTORY_COMMANDS: readonly Command[] = [
  command(
    'history/history_during_period',
    {
      start_time: 'string',
      end_time: 'string?',
      entity_ids: 'strings',
      include_start_time_state: 'boolean?',
      significant_changes_only: 'boolean?',
      minimal_response: 'boolean?',
      no_attributes: 'boolean?',
    },
    (values, { house }) => {
      const { start, end } = readSpan(values);
      if (start > house.clock()) return {};
      if (values.entity_ids.some((id) => !ENTITY_ID.test(id))) {
        throw new CommandError('invalid_entity_ids', 'Invalid entity_ids');
      }
      const options: HistoryOptions = {
        start,
        end: end ?? start + 24 * 3_600_000,
        includeStart: values.include_start_time_state ?? true,
        significantOnly: values.significant_changes_only ?? true,
        minimal: values.minimal_response ?? false,
        withoutAttributes: values.no_attributes ?? false,
      };
      return Object.fromEntries(
        values.entity_ids
          .map((id) => [id, historyOf(house, id, options)] as const)
          .filter(([, states]) => states.length > 0),
      );
    },
  ),

  command(
    'logbook/get_events',
    {
      start_time: 'string',
      end_time: 'string?',
      entity_ids: 'strings?',
      device_ids: 'strings?',
      context_id: 'string?',
    },
    ({ entity_ids: entityIds, device_ids: deviceIds, ...values }, { house }) => {
      const { start, end } = readSpan(values);
      return house.states
        .all()
        .map(({ entityId }) => entityId)
        .filter((id) => askedFor(house.entities.get(id), id, entityIds, deviceIds))
        .flatMap((id) => logbookOf(house, id, start, end ?? Number.POSITIVE_INFINITY))
        .sort((one, other) => one.when - other.when);
    },
  ),
];
