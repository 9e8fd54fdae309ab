import type { Person } from '../auth/accounts.ts';
import { CommandError, homeAssistantError, serviceValidation } from '../errors.ts';
import type { House } from '../house.ts';
import { type Attributes, type Context, newContext, type State } from '../states.ts';
import { checkData, checkTarget } from './check.ts';
import { targetDomains } from './describe.ts';
import type { Service } from './service.ts';
import { resolveTargets } from './targets.ts';

export interface CallRequest {
  readonly domain: string;
  readonly service: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly target: Readonly<Record<string, unknown>>;
  readonly returnResponse: boolean;
  readonly person: Person;
}

export interface CallOutcome {
  readonly context: Context;
  readonly response: unknown;
}

function findService(house: House, { domain, service }: CallRequest): Service {
  const found = house.services.find((known) => known.domain === domain && known.name === service);
  if (found !== undefined) return found;
  throw new CommandError('not_found', `Service ${domain}.${service} not found.`, {
    domain: 'homeassistant',
    key: 'service_not_found',
    placeholders: { domain, service },
  });
}

function checkResponse(service: Service, returnResponse: boolean): void {
  const placeholders = { return_response: 'return_response=True' };
  if (returnResponse && service.response === undefined) {
    throw serviceValidation(
      "An action which does not return responses can't be called with return_response=True",
      { domain: 'homeassistant', key: 'service_does_not_support_response', placeholders },
    );
  }
  if (!returnResponse && service.response === 'only') {
    throw serviceValidation(
      'The action requires responses and must be called with return_response=True',
      { domain: 'homeassistant', key: 'service_lacks_response_request', placeholders },
    );
  }
}

function canDo(service: Service, { attributes }: State): boolean {
  const features = Number(attributes.supported_features ?? 0);
  return service.needs === undefined || (features & service.needs) !== 0;
}

function notSupported(service: Service, entityId: string): CommandError {
  const action = `${service.domain}.${service.name}`;
  return serviceValidation(`Entity ${entityId} does not support action ${action}`, {
    domain: 'homeassistant',
    key: 'service_not_supported',
    placeholders: { domain: service.domain, service: service.name, entity_id: entityId },
  });
}

/** Those that are there, awake and able; only one named directly is worth an error. */
function actingEntities(
  house: House,
  service: Service,
  data: Readonly<Record<string, unknown>>,
): readonly State[] {
  if (service.entities === undefined) return [];
  const { direct, indirect } = resolveTargets(house, data, targetDomains(service));
  const present = [...direct, ...indirect]
    .map((id) => house.states.get(id))
    .filter((state) => state !== undefined && state.state !== 'unavailable')
    .filter((state) => state !== undefined);
  const unable = present.find((state) => !canDo(service, state) && direct.includes(state.entityId));
  if (unable !== undefined) throw notSupported(service, unable.entityId);
  return present.filter((state) => canDo(service, state));
}

function changer(house: House, context: Context) {
  return (entityId: string, state: string | undefined, attributes: Attributes = {}) => {
    const old = house.states.get(entityId);
    if (old === undefined) return;
    house.states.set(entityId, state ?? old.state, { ...old.attributes, ...attributes }, context);
  };
}

/** Calls a service the way Home Assistant does: check, find the entities, tell, do, answer. */
export async function callService(house: House, request: CallRequest): Promise<CallOutcome> {
  checkTarget(request.target);
  const service = findService(house, request);
  const context = newContext(house.clock, request.person.id);
  checkResponse(service, request.returnResponse);
  const data = { ...request.data, ...request.target };
  checkData(service, data);
  if (service.administratorsOnly === true && !request.person.administrator) {
    throw homeAssistantError('Unauthorized');
  }
  const entities = actingEntities(house, service, data);
  if (request.returnResponse && service.entities !== undefined && entities.length === 0) {
    throw homeAssistantError('Service call requested response data but did not match any entities');
  }
  house.events.tell({
    type: 'call_service',
    data: { domain: service.domain, service: service.name, service_data: data },
    at: house.clock(),
    context,
  });
  const response = await service.run({
    house,
    person: request.person,
    context,
    data,
    entities,
    change: changer(house, context),
    later: (milliseconds, work) => {
      house.timers.after(milliseconds, work);
    },
  });
  return { context, response: response ?? {} };
}
