import { isoTime } from '../wire.ts';
import { becomes, type Service, type ServiceCall } from './service.ts';

function lastTriggered(call: ServiceCall): Record<string, unknown> {
  return { last_triggered: isoTime(call.house.clock()) };
}

function movieTime(call: ServiceCall): void {
  call.change('script.movie_time', undefined, lastTriggered(call));
  call.change('light.living_room', 'on', { brightness: 40 });
  call.change('cover.living_room_blind', 'closed', { current_position: 0, is_closed: true });
  call.change('media_player.living_room', 'paused');
}

function goodNight(call: ServiceCall): void {
  for (const light of ['light.kitchen', 'light.living_room']) {
    call.change(light, 'off', { brightness: null, color_mode: null });
  }
  call.change('cover.bedroom_blind', 'closed', { current_position: 0, is_closed: true });
  call.change('lock.front_door', 'locked');
}

function runScripts(call: ServiceCall): void {
  if (call.entities.some(({ entityId }) => entityId === 'script.movie_time')) movieTime(call);
}

/** Automations, scripts and scenes. */
export const ROUTINE_SERVICES: readonly Service[] = [
  {
    domain: 'automation',
    name: 'trigger',
    fields: { skip_condition: { default: true, selector: { boolean: {} } } },
    entities: 'own',
    run: (call) => {
      for (const { entityId } of call.entities) {
        call.change(entityId, undefined, lastTriggered(call));
      }
    },
  },
  { domain: 'automation', name: 'turn_on', fields: {}, entities: 'own', run: becomes('on') },
  {
    domain: 'automation',
    name: 'turn_off',
    fields: { stop_actions: { default: true, selector: { boolean: {} } } },
    entities: 'own',
    run: becomes('off'),
  },
  {
    domain: 'automation',
    name: 'reload',
    fields: {},
    administratorsOnly: true,
    run: () => undefined,
  },
  { domain: 'script', name: 'turn_on', fields: {}, entities: 'own', run: runScripts },
  {
    domain: 'script',
    name: 'movie_time',
    fields: {},
    response: 'optional',
    run: (call) => {
      movieTime(call);
      return { dimmed: ['light.living_room'] };
    },
  },
  {
    domain: 'scene',
    name: 'turn_on',
    fields: { transition: { selector: { number: { min: 0, max: 300 } } } },
    entities: 'own',
    run: (call) => {
      for (const { entityId } of call.entities) {
        call.change(entityId, isoTime(call.house.clock()));
        if (entityId === 'scene.good_night') goodNight(call);
      }
    },
  },
];
