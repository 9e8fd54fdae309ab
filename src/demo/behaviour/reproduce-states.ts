import { domainOf } from '../flat/entity.ts';
import type { Attributes } from '../states.ts';
import type { ServiceCall } from './service.ts';

/** What follows from a state and is not said with it. */
function implied(domain: string, state: string): Attributes {
  if (domain === 'light' && state === 'off') return { brightness: null, color_mode: null };
  if (domain !== 'cover') return {};
  return { current_position: state === 'closed' ? 0 : 100, is_closed: state === 'closed' };
}

/** Puts entities into the states that a scene lists: a state alone, or with its attributes. */
export function reproduceStates(call: ServiceCall, entities: unknown): void {
  for (const [entityId, wanted] of Object.entries(Object(entities))) {
    const { state, ...attributes } =
      typeof wanted === 'object' && wanted !== null ? (wanted as Attributes) : { state: wanted };
    const text = typeof state === 'boolean' ? (state ? 'on' : 'off') : String(state);
    call.change(entityId, text, { ...implied(domainOf(entityId), text), ...attributes });
  }
}
