/** A device of the flat, by a short key that its entities name it with. */
export interface Device {
  readonly name: string;
  readonly maker: string;
  readonly model: string;
  readonly area?: string;
  readonly labels?: readonly string[];
  readonly integration: string;
  readonly software?: string;
  /** The device it is a part of. */
  readonly parent?: string;
}

export const DEVICES: Readonly<Record<string, Device>> = {
  kitchen_light: {
    name: 'Kitchen ceiling light',
    maker: 'Signify',
    model: 'Hue White Ambiance',
    area: 'kitchen',
    integration: 'hue',
  },
  living_room_light: {
    name: 'Living room light',
    maker: 'Signify',
    model: 'Hue Color',
    area: 'living_room',
    integration: 'hue',
    labels: ['night_routine'],
  },
  bedroom_light: {
    name: 'Bedside lamp',
    maker: 'IKEA',
    model: 'TRADFRI bulb E14',
    area: 'bedroom',
    integration: 'zha',
  },
  bathroom_light: {
    name: 'Bathroom mirror',
    maker: 'IKEA',
    model: 'TRADFRI driver',
    area: 'bathroom',
    integration: 'zha',
  },
  kettle_plug: {
    name: 'Kettle plug',
    maker: 'Shelly',
    model: 'Plus Plug S',
    area: 'kitchen',
    integration: 'shelly',
    labels: ['energy_hungry'],
  },
  terrace_plug: {
    name: 'Terrace string lights',
    maker: 'Shelly',
    model: 'Plus Plug S',
    area: 'terrace',
    integration: 'shelly',
  },
  front_door: {
    name: 'Front door',
    maker: 'Nuki',
    model: 'Smart Lock Pro',
    area: 'hall',
    integration: 'nuki',
    labels: ['night_routine'],
  },
  garage_door: {
    name: 'Garage door',
    maker: 'Hormann',
    model: 'SupraMatic',
    area: 'utility',
    integration: 'homekit_controller',
    labels: ['night_routine'],
  },
  living_room_blind: {
    name: 'Living room blind',
    maker: 'Somfy',
    model: 'Sonesse 30',
    area: 'living_room',
    integration: 'overkiz',
  },
  bedroom_blind: {
    name: 'Bedroom blind',
    maker: 'Somfy',
    model: 'Sonesse 30',
    area: 'bedroom',
    integration: 'overkiz',
  },
  thermostat: {
    name: 'Living room thermostat',
    maker: 'Tado',
    model: 'Smart Thermostat',
    area: 'living_room',
    integration: 'tado',
  },
  heat_pump: {
    name: 'Heat pump',
    maker: 'Vaillant',
    model: 'aroTHERM plus',
    area: 'utility',
    integration: 'mypyllant',
    labels: ['energy_hungry'],
    software: '5.14',
  },
  solar: {
    name: 'Solar inverter',
    maker: 'Fronius',
    model: 'Symo 5.0',
    area: 'terrace',
    integration: 'fronius',
  },
  meter: {
    name: 'Grid meter',
    maker: 'Iskra',
    model: 'P1 reader',
    area: 'hall',
    integration: 'dsmr',
  },
  washing_machine: {
    name: 'Washing machine',
    maker: 'Miele',
    model: 'WCG 660',
    area: 'utility',
    integration: 'miele',
    labels: ['energy_hungry'],
  },
  kitchen_motion: {
    name: 'Kitchen motion',
    maker: 'Aqara',
    model: 'P1',
    area: 'kitchen',
    integration: 'zha',
  },
  leak_sensor: {
    name: 'Sink leak sensor',
    maker: 'Aqara',
    model: 'SJCGQ11LM',
    area: 'kitchen',
    integration: 'zha',
  },
  terrace_door: {
    name: 'Terrace door',
    maker: 'Aqara',
    model: 'MCCGQ11LM',
    area: 'terrace',
    integration: 'zha',
  },
  climate_sensor: {
    name: 'Living room climate',
    maker: 'Aqara',
    model: 'WSDCGQ11LM',
    area: 'living_room',
    integration: 'zha',
  },
  bedroom_sensor: {
    name: 'Bedroom climate',
    maker: 'Aqara',
    model: 'WSDCGQ11LM',
    area: 'bedroom',
    integration: 'zha',
  },
  speaker: {
    name: 'Living room speaker',
    maker: 'Sonos',
    model: 'Era 100',
    area: 'living_room',
    integration: 'sonos',
  },
  vacuum: {
    name: 'Rosie',
    maker: 'Roborock',
    model: 'S8',
    area: 'utility',
    integration: 'roborock',
  },
  vacuum_dock: {
    name: 'Rosie dock',
    maker: 'Roborock',
    model: 'RockDock',
    integration: 'roborock',
    parent: 'vacuum',
  },
  bathroom_fan: {
    name: 'Bathroom fan',
    maker: 'Shelly',
    model: 'Plus 1',
    area: 'bathroom',
    integration: 'shelly',
  },
  bathroom_window: {
    name: 'Bathroom window',
    maker: 'Aqara',
    model: 'MCCGQ11LM',
    area: 'bathroom',
    integration: 'zha',
  },
  alarm: { name: 'Alarm', maker: 'Demo', model: 'Panel', area: 'hall', integration: 'manual' },
  hall_camera: {
    name: 'Hall camera',
    maker: 'Reolink',
    model: 'E1 Zoom',
    area: 'hall',
    integration: 'reolink',
  },
  phone: { name: 'Ada phone', maker: 'Fairphone', model: '6', integration: 'mobile_app' },
};
