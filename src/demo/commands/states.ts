import { CommandError, unauthorized } from '../errors.ts';
import { domainOf } from '../flat/entity.ts';
import { type Command, command, type FieldValues } from '../websocket/command.ts';
import { compressedState, fullEvent, fullState, stateDifference } from '../wire.ts';

/** Events anybody may listen to; the others are for administrators. */
const OPEN_EVENTS: ReadonlySet<string> = new Set([
  'area_registry_updated',
  'category_registry_updated',
  'component_loaded',
  'core_config_updated',
  'device_registry_updated',
  'entity_registry_updated',
  'floor_registry_updated',
  'label_registry_updated',
  'labs_updated',
  'lovelace_updated',
  'panels_updated',
  'recorder_5min_statistics_generated',
  'recorder_hourly_statistics_generated',
  'repairs_issue_registry_updated',
  'service_registered',
  'service_removed',
  'shopping_list_updated',
  'state_changed',
  'themes_updated',
]);

const FILTER = { entity_ids: 'strings?', include: 'object?', exclude: 'object?' } as const;

function list(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.map(String) : [];
}

function matches(rule: Readonly<Record<string, unknown>>, entityId: string): boolean {
  return list(rule.entities).includes(entityId) || list(rule.domains).includes(domainOf(entityId));
}

/** Which entities a subscription is about, from the ids or the include and exclude rules. */
function wanted(filter: FieldValues<typeof FILTER>): (entityId: string) => boolean {
  const { entity_ids: ids = [], include, exclude } = filter;
  return (entityId) =>
    (ids.length === 0 || ids.includes(entityId)) &&
    (include === undefined || matches(include, entityId)) &&
    (exclude === undefined || !matches(exclude, entityId));
}

export const STATE_COMMANDS: readonly Command[] = [
  command('get_states', {}, (_, { house }) => house.states.all().map(fullState)),

  command('subscribe_entities', FILTER, (filter, call) => {
    const isWanted = wanted(filter);
    const { states } = call.house;
    call.subscriptions.set(
      call.id,
      states.changes.add((change) => {
        if (isWanted(change.entityId)) call.sendEvent(stateDifference(change));
      }),
    );
    call.reply(null);
    const now = states.all().filter(({ entityId }) => isWanted(entityId));
    call.sendEvent({
      a: Object.fromEntries(now.map((state) => [state.entityId, compressedState(state)])),
    });
  }),

  command('subscribe_events', { event_type: 'string?' }, ({ event_type: type = '*' }, call) => {
    if (!OPEN_EVENTS.has(type) && !call.signedIn.person.administrator) throw unauthorized();
    call.subscriptions.set(
      call.id,
      call.house.events.add((event) => {
        if (type === '*' || event.type === type) call.sendEvent(fullEvent(event));
      }),
    );
  }),

  command('unsubscribe_events', { subscription: 'number' }, ({ subscription }, call) => {
    const unsubscribe = call.subscriptions.get(subscription);
    if (unsubscribe === undefined) throw new CommandError('not_found', 'Subscription not found.');
    unsubscribe();
    call.subscriptions.delete(subscription);
  }),
];
