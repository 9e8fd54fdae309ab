/** What a service is called and about, and what some of its fields are. */
export interface ServiceText {
  readonly name: string;
  readonly description: string;
  readonly fields?: Readonly<
    Record<string, { readonly name: string; readonly description: string }>
  >;
}

const CODE = { name: 'Code', description: 'The code of the lock, if it has one.' };
const TRANSITION = { name: 'Transition', description: 'How long the change should take.' };

/** The texts of the services people use most; the others go without. */
export const SERVICE_TEXTS: Readonly<Record<string, ServiceText>> = {
  'light.turn_on': {
    name: 'Turn on light',
    description: 'Switches lights on, or changes how those that are on shine.',
    fields: {
      transition: TRANSITION,
      brightness: { name: 'Brightness value', description: 'From 0, which is off, to 255.' },
      brightness_pct: { name: 'Brightness', description: 'From 0, which is off, to 100.' },
      rgb_color: { name: 'Color', description: 'Red, green and blue.' },
      color_temp_kelvin: { name: 'Color temperature', description: 'Low is warm, high is cold.' },
    },
  },
  'light.turn_off': {
    name: 'Turn off light',
    description: 'Switches lights off.',
    fields: { transition: TRANSITION },
  },
  'light.toggle': { name: 'Toggle light', description: 'Switches lights to what they are not.' },
  'lock.lock': { name: 'Lock lock', description: 'Locks a lock.', fields: { code: CODE } },
  'lock.unlock': { name: 'Unlock lock', description: 'Unlocks a lock.', fields: { code: CODE } },
  'cover.open_cover': { name: 'Open cover', description: 'Opens a cover all the way.' },
  'cover.close_cover': { name: 'Close cover', description: 'Closes a cover all the way.' },
  'climate.set_temperature': {
    name: 'Set climate temperature',
    description: 'Says how warm or cold it should become.',
    fields: { temperature: { name: 'Temperature', description: 'The one to reach.' } },
  },
  'weather.get_forecasts': {
    name: 'Get weather forecasts',
    description: 'Answers how the weather will be.',
    fields: { type: { name: 'Forecast type', description: 'By day, half day or hour.' } },
  },
  'todo.get_items': { name: 'Get to-do items', description: 'Answers what is on a to-do list.' },
  'script.turn_on': { name: 'Turn on script', description: 'Runs what is written in a script.' },
};
