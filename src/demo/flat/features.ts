/** The bits of `supported_features`, as Home Assistant numbers them. */
export const COVER = { open: 1, close: 2, setPosition: 4, stop: 8 } as const;
export const CLIMATE = {
  targetTemperature: 1,
  targetRange: 2,
  fanMode: 8,
  presetMode: 16,
  turnOff: 128,
  turnOn: 256,
} as const;
export const MEDIA = {
  pause: 1,
  volumeSet: 4,
  volumeMute: 8,
  previous: 16,
  next: 32,
  turnOn: 128,
  turnOff: 256,
  playMedia: 512,
  volumeStep: 1024,
  selectSource: 2048,
  stop: 4096,
  play: 16384,
} as const;
export const VACUUM = {
  pause: 4,
  stop: 8,
  returnHome: 16,
  fanSpeed: 32,
  locate: 512,
  state: 4096,
  start: 8192,
} as const;
export const ALARM = { home: 1, away: 2, night: 4 } as const;
export const WEATHER = { daily: 1, hourly: 2, twiceDaily: 4 } as const;
export const TODO = {
  create: 1,
  delete: 2,
  update: 4,
  move: 8,
  dueDate: 16,
  dueTime: 32,
  description: 64,
} as const;
export const CALENDAR = { create: 1, delete: 2, update: 4 } as const;
export const UPDATE = {
  install: 1,
  specificVersion: 2,
  progress: 4,
  backup: 8,
  releaseNotes: 16,
} as const;
export const NOTIFY = { title: 1 } as const;
export const CAMERA = { onOff: 1 } as const;
export const FAN = { turnOff: 16, turnOn: 32 } as const;
export const LIGHT = { effect: 4, transition: 32 } as const;
