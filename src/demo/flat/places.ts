/** Where things are: the floors and areas of the flat, and the labels people stuck on things. */
export interface Floor {
  readonly id: string;
  readonly name: string;
  readonly level: number | null;
  readonly icon: string | null;
  readonly aliases?: readonly string[];
}

export interface Area {
  readonly id: string;
  readonly name: string;
  readonly floor?: string | undefined;
  readonly icon: string | null;
  readonly aliases?: readonly string[];
  readonly labels?: readonly string[];
  readonly picture?: string | null;
  readonly temperature?: string | null;
  readonly humidity?: string | null;
}

export interface Label {
  readonly id: string;
  readonly name: string;
  readonly color: string | null;
  readonly icon: string | null;
  readonly description?: string | null;
}

export const FLOORS: readonly Floor[] = [
  { id: 'ground_floor', name: 'Ground floor', level: 0, icon: 'mdi:home-floor-0' },
  { id: 'first_floor', name: 'First floor', level: 1, icon: 'mdi:home-floor-1' },
];

export const AREAS: readonly Area[] = [
  { id: 'kitchen', name: 'Kitchen', floor: 'ground_floor', icon: 'mdi:pot-steam' },
  {
    id: 'living_room',
    name: 'Living room',
    floor: 'ground_floor',
    icon: 'mdi:sofa',
    aliases: ['Lounge'],
    temperature: 'sensor.living_room_temperature',
    humidity: 'sensor.living_room_humidity',
  },
  { id: 'hall', name: 'Hall', floor: 'ground_floor', icon: 'mdi:door' },
  { id: 'utility', name: 'Utility', floor: 'ground_floor', icon: 'mdi:washing-machine' },
  { id: 'terrace', name: 'Terrace', floor: 'ground_floor', icon: 'mdi:flower' },
  {
    id: 'bedroom',
    name: 'Bedroom',
    floor: 'first_floor',
    icon: 'mdi:bed',
    temperature: 'sensor.bedroom_temperature',
  },
  { id: 'bathroom', name: 'Bathroom', floor: 'first_floor', icon: 'mdi:shower' },
];

export const LABELS: readonly Label[] = [
  {
    id: 'night_routine',
    name: 'Night routine',
    color: 'indigo',
    icon: 'mdi:weather-night',
    description: 'Off or shut when the last one goes to bed',
  },
  { id: 'energy_hungry', name: 'Energy hungry', color: 'amber', icon: 'mdi:flash' },
  { id: 'guests', name: 'Guests', color: 'green', icon: 'mdi:account-group' },
];
