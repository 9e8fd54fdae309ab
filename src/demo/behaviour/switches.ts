import { domainOf } from '../flat/entity.ts';
import type { State } from '../states.ts';
import { switchLight } from './lights.ts';
import { becomes, type Service, type ServiceCall } from './service.ts';

/** What `homeassistant.turn_on` and its siblings reach. */
const SWITCHABLE = [
  'automation',
  'climate',
  'fan',
  'input_boolean',
  'light',
  'media_player',
  'switch',
] as const;

const ON_STATES: Readonly<Record<string, string>> = { climate: 'heat', media_player: 'idle' };

function switchAny(call: ServiceCall, entity: State, on: boolean): void {
  const domain = domainOf(entity.entityId);
  if (domain === 'light') switchLight(call, entity, on);
  else call.change(entity.entityId, on ? (ON_STATES[domain] ?? 'on') : 'off');
}

function switchAll(decide: (entity: State) => boolean): (call: ServiceCall) => void {
  return (call) => {
    for (const entity of call.entities) switchAny(call, entity, decide(entity));
  };
}

function switchServices(domain: string): readonly Service[] {
  return [
    { domain, name: 'turn_on', fields: {}, entities: 'own', run: becomes('on') },
    { domain, name: 'turn_off', fields: {}, entities: 'own', run: becomes('off') },
    {
      domain,
      name: 'toggle',
      fields: {},
      entities: 'own',
      run: switchAll((entity) => entity.state !== 'on'),
    },
  ];
}

export const SWITCH_SERVICES: readonly Service[] = [
  ...switchServices('switch'),
  ...switchServices('input_boolean'),
  ...switchServices('fan'),
  {
    domain: 'homeassistant',
    name: 'turn_on',
    fields: {},
    entities: SWITCHABLE,
    run: switchAll(() => true),
  },
  {
    domain: 'homeassistant',
    name: 'turn_off',
    fields: {},
    entities: SWITCHABLE,
    run: switchAll(() => false),
  },
  {
    domain: 'homeassistant',
    name: 'toggle',
    fields: {},
    entities: SWITCHABLE,
    run: switchAll((entity) => entity.state === 'off'),
  },
];
