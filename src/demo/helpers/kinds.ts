import { CommandError, invalidFormat } from '../errors.ts';
import { pythonValue } from '../python.ts';
import type { Attributes } from '../states.ts';
import type { Fields } from '../websocket/command.ts';

/** A helper as it is stored and listed: its id, its name and the settings of its kind. */
export interface HelperItem {
  readonly id: string;
  readonly name: string;
  readonly [setting: string]: unknown;
}

type Settings = Readonly<Record<string, unknown>>;

/** One kind of helper: what it takes, and how an entity of it looks. */
export interface HelperKind {
  readonly fields: Fields;
  /** Settings that are stored although nobody gave them. */
  readonly defaults?: Settings;
  check?(item: Settings): void;
  /** How settings are written when they are stored. */
  store?(item: Settings): Settings;
  readonly state: (item: HelperItem) => string;
  readonly attributes?: (item: HelperItem) => Attributes;
}

const COMMON = { name: 'string', icon: 'string?' } as const;
const DAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

function pick(item: HelperItem, names: readonly string[]): Attributes {
  return Object.fromEntries(names.map((name) => [name, item[name] ?? null]));
}

function checkRange(item: Settings): void {
  const [min, max] = [Number(item.min), Number(item.max)];
  if (min < max) return;
  const [top, bottom] = [max.toFixed(1), min.toFixed(1)];
  throw invalidFormat(
    `Maximum (${bottom}) is not greater than minimum (${top}). Got ${pythonValue(item)}`,
  );
}

function checkOptions({ options }: Settings): void {
  if (!Array.isArray(options)) return;
  if (options.length === 0) throw invalidFormat("value must not be empty at 'options'. Got []");
  if (new Set(options).size === options.length) return;
  throw new CommandError('home_assistant_error', 'Duplicate options are not allowed');
}

function checkParts(item: Settings): void {
  if (item.has_date === true || item.has_time === true) return;
  throw invalidFormat(`Entity needs at least a date or a time. Got ${pythonValue(item)}`);
}

/** "00:05:00" and 300 are both stored as "0:05:00". */
function duration(value: unknown): string {
  const [hours = 0, minutes = 0, seconds = 0] =
    typeof value === 'number' ? [0, 0, value] : String(value).split(':').map(Number);
  const total = hours * 3600 + minutes * 60 + seconds;
  if (!Number.isFinite(total)) {
    throw invalidFormat(
      `offset ${value} should be format 'HH:MM', 'HH:MM:SS' or 'HH:MM:SS.F' at 'duration'. Got ${pythonValue(value)}`,
    );
  }
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0');
  return `${Math.floor(total / 3600)}:${two((total % 3600) / 60)}:${two(total % 60)}`;
}

function fullTime(time: unknown): string {
  return String(time).length === 5 ? `${time}:00` : String(time);
}

function weekly(item: Settings): Settings {
  const blocks = (day: string) => (Array.isArray(item[day]) ? (item[day] as Settings[]) : []);
  return {
    ...item,
    ...Object.fromEntries(
      DAYS.map((day) => [
        day,
        blocks(day).map((block) => ({
          ...block,
          from: fullTime(block.from),
          to: fullTime(block.to),
        })),
      ]),
    ),
  };
}

function optional(...days: readonly string[]): Fields {
  return Object.fromEntries(days.map((day) => [day, 'any?']));
}

export const HELPER_KINDS: Readonly<Record<string, HelperKind>> = {
  input_boolean: {
    fields: { ...COMMON, initial: 'boolean?' },
    state: ({ initial }) => (initial === true ? 'on' : 'off'),
  },
  input_button: { fields: COMMON, state: () => 'unknown' },
  input_number: {
    fields: {
      max: 'number',
      min: 'number',
      ...COMMON,
      initial: 'number?',
      step: 'number?',
      mode: 'string?',
      unit_of_measurement: 'string?',
    },
    defaults: { step: 1, mode: 'slider' },
    check: checkRange,
    state: ({ initial, min }) => Number(initial ?? min).toFixed(1),
    attributes: (item) => pick(item, ['initial', 'min', 'max', 'step', 'mode']),
  },
  input_text: {
    fields: {
      ...COMMON,
      min: 'number?',
      max: 'number?',
      initial: 'string?',
      pattern: 'string?',
      mode: 'string?',
      unit_of_measurement: 'string?',
    },
    defaults: { min: 0, max: 100, mode: 'text' },
    state: ({ initial }) => String(initial ?? 'unknown'),
    attributes: (item) => pick(item, ['mode', 'min', 'max', 'pattern']),
  },
  input_select: {
    fields: { ...COMMON, options: 'strings', initial: 'string?' },
    check: checkOptions,
    state: ({ initial, options }) => String(initial ?? (options as string[])[0]),
    attributes: (item) => pick(item, ['options']),
  },
  input_datetime: {
    fields: { ...COMMON, has_date: 'boolean?', has_time: 'boolean?', initial: 'string?' },
    defaults: { has_date: false, has_time: false },
    check: checkParts,
    state: ({ initial }) => String(initial ?? 'unknown'),
    attributes: (item) => pick(item, ['has_date', 'has_time']),
  },
  counter: {
    fields: {
      ...COMMON,
      initial: 'number?',
      minimum: 'any?',
      maximum: 'any?',
      step: 'number?',
      restore: 'boolean?',
    },
    defaults: { initial: 0, maximum: null, minimum: null, restore: true, step: 1 },
    state: ({ initial }) => String(initial),
    attributes: (item) => pick(item, ['initial', 'step']),
  },
  timer: {
    fields: { ...COMMON, duration: 'any?', restore: 'boolean?' },
    defaults: { duration: '0:00:00', restore: false },
    store: (item) => ({ ...item, duration: duration(item.duration) }),
    state: () => 'idle',
    attributes: (item) => ({ ...pick(item, ['duration']), last_transition: null }),
  },
  schedule: {
    fields: { ...COMMON, ...optional(...DAYS) },
    store: weekly,
    state: () => 'off',
    attributes: () => ({ next_event: null }),
  },
};
