import type { FlatEntity } from './entity.ts';
import { CAMERA, COVER, FAN, LIGHT, MEDIA, VACUUM } from './features.ts';

const BLIND = COVER.open | COVER.close | COVER.stop | COVER.setPosition;
const SPEAKER = Object.values(MEDIA).reduce((all, bit) => all | bit, 0);
const ROBOT = Object.values(VACUUM).reduce((all, bit) => all | bit, 0);

/** What people switch, open, play and send about in the rooms. */
export const ROOM_ENTITIES: readonly FlatEntity[] = [
  {
    id: 'light.kitchen',
    device: 'kitchen_light',
    name: 'Kitchen',
    aliases: ['Cooking light'],
    state: 'off',
    attributes: {
      min_color_temp_kelvin: 2202,
      max_color_temp_kelvin: 6535,
      supported_color_modes: ['color_temp'],
      color_mode: null,
      brightness: null,
      color_temp_kelvin: null,
      supported_features: LIGHT.transition,
    },
  },
  {
    id: 'light.living_room',
    device: 'living_room_light',
    state: 'on',
    attributes: {
      min_color_temp_kelvin: 2000,
      max_color_temp_kelvin: 6535,
      effect_list: ['off', 'candle', 'fire'],
      supported_color_modes: ['color_temp', 'xy'],
      color_mode: 'color_temp',
      brightness: 178,
      color_temp_kelvin: 2702,
      rgb_color: null,
      effect: 'off',
      supported_features: LIGHT.effect | LIGHT.transition,
    },
  },
  {
    id: 'light.bedroom',
    device: 'bedroom_light',
    state: 'off',
    attributes: {
      supported_color_modes: ['brightness'],
      color_mode: null,
      brightness: null,
      supported_features: LIGHT.transition,
    },
  },
  {
    id: 'light.bathroom',
    device: 'bathroom_light',
    state: 'off',
    attributes: {
      supported_color_modes: ['onoff'],
      color_mode: null,
      supported_features: 0,
    },
  },
  {
    id: 'light.ground_floor',
    name: 'All ground floor lights',
    platform: 'group',
    hidden: true,
    state: 'on',
    attributes: {
      entity_id: ['light.kitchen', 'light.living_room'],
      supported_color_modes: ['color_temp', 'xy'],
      color_mode: 'color_temp',
      brightness: 178,
      icon: 'mdi:lightbulb-group',
      supported_features: LIGHT.transition,
    },
  },
  {
    id: 'switch.kettle',
    device: 'kettle_plug',
    name: 'Kettle',
    state: 'off',
    attributes: { device_class: 'outlet' },
  },
  {
    id: 'switch.terrace_lights',
    device: 'terrace_plug',
    state: 'off',
    attributes: { device_class: 'outlet' },
  },
  {
    id: 'sensor.kettle_power',
    device: 'kettle_plug',
    part: 'Power',
    state: '0',
    attributes: { state_class: 'measurement', unit_of_measurement: 'W', device_class: 'power' },
  },
  {
    id: 'lock.front_door',
    device: 'front_door',
    aliases: ['Main door'],
    state: 'locked',
    attributes: { changed_by: null, supported_features: 0 },
  },
  {
    id: 'cover.garage_door',
    device: 'garage_door',
    state: 'closed',
    attributes: {
      device_class: 'garage',
      is_closed: true,
      supported_features: COVER.open | COVER.close | COVER.stop,
    },
  },
  {
    id: 'cover.living_room_blind',
    device: 'living_room_blind',
    state: 'open',
    attributes: {
      current_position: 100,
      device_class: 'blind',
      is_closed: false,
      supported_features: BLIND,
    },
  },
  {
    id: 'cover.bedroom_blind',
    device: 'bedroom_blind',
    labels: ['night_routine'],
    state: 'closed',
    attributes: {
      current_position: 0,
      device_class: 'blind',
      is_closed: true,
      supported_features: BLIND,
    },
  },
  {
    id: 'media_player.living_room',
    device: 'speaker',
    state: 'playing',
    attributes: {
      source_list: ['Radio', 'Line-in', 'TV'],
      volume_level: 0.3,
      is_volume_muted: false,
      media_content_type: 'music',
      media_title: 'Nuages',
      media_artist: 'Django Reinhardt',
      source: 'Radio',
      device_class: 'speaker',
      supported_features: SPEAKER,
    },
  },
  {
    id: 'fan.bathroom',
    device: 'bathroom_fan',
    state: 'off',
    attributes: { supported_features: FAN.turnOff | FAN.turnOn },
  },
  {
    id: 'vacuum.rosie',
    device: 'vacuum',
    state: 'docked',
    attributes: {
      fan_speed_list: ['quiet', 'balanced', 'turbo'],
      fan_speed: 'balanced',
      supported_features: ROBOT,
    },
  },
  {
    id: 'sensor.rosie_battery',
    device: 'vacuum',
    part: 'Battery',
    category: 'diagnostic',
    state: '100',
    attributes: { state_class: 'measurement', unit_of_measurement: '%', device_class: 'battery' },
  },
  {
    id: 'sensor.rosie_dock_error',
    device: 'vacuum_dock',
    part: 'Error',
    category: 'diagnostic',
    state: 'ok',
    attributes: { options: ['ok', 'water_empty', 'duct_blockage'], device_class: 'enum' },
  },
  {
    id: 'camera.hall',
    device: 'hall_camera',
    state: 'streaming',
    attributes: {
      access_token: '0000000000000000000000000000000000000000000000000000000000000000',
      brand: 'Reolink',
      model_name: 'E1 Zoom',
      entity_picture: '/api/camera_proxy/camera.hall',
      supported_features: CAMERA.onOff,
    },
  },
  {
    id: 'image.hall_camera_last_visitor',
    device: 'hall_camera',
    part: 'Last visitor',
    state: '2026-11-20T17:42:10.318204+00:00',
    attributes: {
      access_token: '0000000000000000000000000000000000000000000000000000000000000000',
      entity_picture: '/api/image_proxy/image.hall_camera_last_visitor',
    },
  },
];
