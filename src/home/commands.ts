import type { Commander, CommandOptions, HomeMessage } from './link.ts';
import type { HomeUser } from './user.ts';

/** Where a service call goes; Home Assistant's own names, ids only. */
export interface ServiceTarget {
  readonly entity_id?: readonly string[];
  readonly device_id?: readonly string[];
  readonly area_id?: readonly string[];
  readonly floor_id?: readonly string[];
  readonly label_id?: readonly string[];
}

export interface ServiceCall {
  readonly domain: string;
  readonly service: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly target?: ServiceTarget;
  /** Ask for the data a service answers with; an error for services that answer none. */
  readonly returnResponse?: boolean;
}

/** Builders of the messages we send, and nothing else. */
export const messages = {
  currentUser: (): HomeMessage => ({ type: 'auth/current_user' }),
  config: (): HomeMessage => ({ type: 'get_config' }),
  services: (): HomeMessage => ({ type: 'get_services' }),
  entities: (): HomeMessage => ({ type: 'config/entity_registry/list_for_display' }),
  entityEntries: (ids: readonly string[]): HomeMessage => ({
    type: 'config/entity_registry/get_entries',
    entity_ids: ids,
  }),
  devices: (): HomeMessage => ({ type: 'config/device_registry/list' }),
  areas: (): HomeMessage => ({ type: 'config/area_registry/list' }),
  floors: (): HomeMessage => ({ type: 'config/floor_registry/list' }),
  labels: (): HomeMessage => ({ type: 'config/label_registry/list' }),
  subscribeEntities: (): HomeMessage => ({ type: 'subscribe_entities' }),
  subscribeEvents: (eventType: string): HomeMessage => ({
    type: 'subscribe_events',
    event_type: eventType,
  }),
  callService: (call: ServiceCall): HomeMessage => ({
    type: 'call_service',
    domain: call.domain,
    service: call.service,
    ...(call.data === undefined ? {} : { service_data: call.data }),
    ...(call.target === undefined ? {} : { target: call.target }),
    ...(call.returnResponse ? { return_response: true } : {}),
  }),
};

/** Who the connection belongs to. */
export async function currentUser(link: Commander): Promise<HomeUser> {
  const user = await link.command<{ id: string; name: string | null; is_admin: boolean }>(
    messages.currentUser(),
  );
  return { id: user.id, name: user.name ?? '', administrator: user.is_admin === true };
}

/** Calls a service; returns when Home Assistant is done with it. */
export async function callService(
  link: Commander,
  call: ServiceCall,
  options?: CommandOptions,
): Promise<{ contextId: string | undefined; response: unknown }> {
  const answer = await link.command<{ context?: { id?: string }; response?: unknown }>(
    messages.callService(call),
    options,
  );
  return { contextId: answer?.context?.id, response: answer?.response };
}
