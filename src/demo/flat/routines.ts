import type { Routine } from '../routines.ts';

/** What the flat's automations, scripts and scenes do, as their editors save it. */
export const FLAT_ROUTINES: readonly Routine[] = [
  {
    kind: 'automation',
    id: '1700000000001',
    entityId: 'automation.welcome_home',
    config: {
      id: '1700000000001',
      alias: 'Welcome home',
      description: 'Light for whoever comes home, unless guests sleep there.',
      triggers: [{ trigger: 'state', entity_id: 'person.ben', to: 'home' }],
      conditions: [{ condition: 'state', entity_id: 'input_boolean.guest_mode', state: 'off' }],
      actions: [{ action: 'light.turn_on', target: { entity_id: 'light.kitchen' } }],
      mode: 'single',
    },
  },
  {
    kind: 'automation',
    id: '1700000000002',
    entityId: 'automation.leak_alert',
    config: {
      id: '1700000000002',
      alias: 'Leak alert',
      triggers: [{ trigger: 'state', entity_id: 'binary_sensor.sink_leak', to: 'on' }],
      conditions: [],
      // The phone is gone and nobody noticed, as it happens in homes.
      actions: [{ action: 'notify.mobile_app_old_phone', data: { message: 'Water at the sink' } }],
      mode: 'single',
    },
  },
  {
    kind: 'automation',
    id: undefined,
    entityId: 'automation.morning_blinds',
    config: {
      alias: 'Morning blinds',
      triggers: [{ trigger: 'time', at: '07:30:00' }],
      actions: [{ action: 'cover.open_cover', target: { entity_id: 'cover.bedroom_blind' } }],
    },
  },
  {
    kind: 'script',
    id: 'movie_time',
    entityId: 'script.movie_time',
    config: {
      alias: 'Movie time',
      sequence: [
        {
          action: 'light.turn_on',
          target: { entity_id: 'light.living_room' },
          data: { brightness: 40 },
        },
        { action: 'cover.close_cover', target: { entity_id: 'cover.living_room_blind' } },
        { action: 'media_player.media_pause', target: { entity_id: 'media_player.living_room' } },
        { variables: { answer: { dimmed: ['light.living_room'] } } },
        { stop: 'The film begins', response_variable: 'answer' },
      ],
      mode: 'single',
    },
  },
  {
    kind: 'scene',
    id: '1700000000003',
    entityId: 'scene.good_night',
    config: {
      id: '1700000000003',
      name: 'Good night',
      entities: {
        'light.kitchen': { state: 'off' },
        'light.living_room': { state: 'off' },
        'cover.bedroom_blind': { state: 'closed', current_position: 0 },
        'lock.front_door': { state: 'locked' },
      },
    },
  },
];
