import type { Attributes, Context, HomeEvent, State, StateChange } from './states.ts';

/** A moment as Home Assistant writes it: microseconds and an offset. */
export function isoTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, -1)}000+00:00`;
}

/** A moment in the compressed formats: seconds with a fraction. */
export function seconds(at: number): number {
  return at / 1000;
}

/** A state as `get_states`, events and the REST API carry it. */
export function fullState(state: State): Record<string, unknown> {
  return {
    entity_id: state.entityId,
    state: state.state,
    attributes: state.attributes,
    last_changed: isoTime(state.lastChanged),
    last_reported: isoTime(state.lastUpdated),
    last_updated: isoTime(state.lastUpdated),
    context: state.context,
  };
}

function compressedContext(context: Context): unknown {
  return context.parent_id === null && context.user_id === null ? context.id : context;
}

/** A state as the first message of `subscribe_entities` carries it. */
export function compressedState(state: State): Record<string, unknown> {
  return {
    s: state.state,
    a: state.attributes,
    c: compressedContext(state.context),
    lc: seconds(state.lastChanged),
    ...(state.lastUpdated === state.lastChanged ? {} : { lu: seconds(state.lastUpdated) }),
  };
}

function changedAttributes(old: Attributes, fresh: Attributes): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fresh).filter(
      ([name, value]) => !(name in old) || JSON.stringify(old[name]) !== JSON.stringify(value),
    ),
  );
}

function contextDifference(old: Context, fresh: Context): unknown {
  const changes: Record<string, unknown> = {};
  if (old.parent_id !== fresh.parent_id) changes.parent_id = fresh.parent_id;
  if (old.user_id !== fresh.user_id) changes.user_id = fresh.user_id;
  if (old.id === fresh.id) return Object.keys(changes).length > 0 ? changes : undefined;
  return Object.keys(changes).length > 0 ? { ...changes, id: fresh.id } : fresh.id;
}

function difference(old: State, fresh: State): Record<string, unknown> {
  const plus: Record<string, unknown> = {};
  if (old.state !== fresh.state) plus.s = fresh.state;
  if (old.lastChanged !== fresh.lastChanged) plus.lc = seconds(fresh.lastChanged);
  else if (old.lastUpdated !== fresh.lastUpdated) plus.lu = seconds(fresh.lastUpdated);
  const context = contextDifference(old.context, fresh.context);
  if (context !== undefined) plus.c = context;
  const added = changedAttributes(old.attributes, fresh.attributes);
  if (Object.keys(added).length > 0) plus.a = added;
  const removed = Object.keys(old.attributes).filter((name) => !(name in fresh.attributes));
  return { '+': plus, ...(removed.length > 0 ? { '-': { a: removed } } : {}) };
}

/** A change as the later messages of `subscribe_entities` carry it. */
export function stateDifference(change: StateChange): Record<string, unknown> {
  if (change.new === undefined) return { r: [change.entityId] };
  if (change.old === undefined) return { a: { [change.entityId]: compressedState(change.new) } };
  return { c: { [change.entityId]: difference(change.old, change.new) } };
}

/** An event as `subscribe_events` carries it. */
export function fullEvent(event: HomeEvent): Record<string, unknown> {
  return {
    event_type: event.type,
    data: event.data,
    origin: 'LOCAL',
    time_fired: isoTime(event.at),
    context: event.context,
  };
}

/** A state change as the `state_changed` event it also is. */
export function stateChangedEvent(change: StateChange): HomeEvent {
  return {
    type: 'state_changed',
    data: {
      entity_id: change.entityId,
      old_state: change.old === undefined ? null : fullState(change.old),
      new_state: change.new === undefined ? null : fullState(change.new),
    },
    at: change.at,
    context: change.context,
  };
}
