import { z } from 'zod';
import { invalidArguments, ToolError } from '../errors.ts';

/** The kinds of helpers that are made in Home Assistant itself and kept by it. */
export const HELPER_DOMAINS = [
  'input_boolean',
  'input_number',
  'input_text',
  'input_select',
  'input_datetime',
  'input_button',
  'counter',
  'timer',
  'schedule',
] as const;

export type HelperDomain = (typeof HELPER_DOMAINS)[number];

type Settings = Readonly<Record<string, unknown>>;

interface Kind {
  readonly shape: z.ZodRawShape;
  readonly required?: readonly string[];
  /** Shown when something required is missing. */
  readonly example?: string;
  /** What is wrong between settings, in a sentence. */
  check?(settings: Settings): string | undefined;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$|^24:00(:00)?$/;
const DURATION = /^\d{1,4}:[0-5]\d(:[0-5]\d)?$/;
const time = z.string().regex(TIME, 'must be a time such as 08:00');
const day = z
  .array(z.strictObject({ from: time, to: time, data: z.looseObject({}).optional() }))
  .optional();
const text = z.string().max(255).nullish();
const number = z.number().nullish();
const yesOrNo = z.boolean().nullish();

const DAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** What each kind takes, from what Home Assistant 2026.11 accepts and refuses. */
const KINDS: Readonly<Record<HelperDomain, Kind>> = {
  input_boolean: { shape: { initial: yesOrNo } },
  input_button: { shape: {} },
  input_number: {
    shape: {
      min: number,
      max: number,
      step: z.number().min(1e-9).nullish(),
      initial: number,
      mode: z.enum(['box', 'slider']).nullish(),
      unit_of_measurement: text,
    },
    required: ['min', 'max'],
    example: '{"min": 0, "max": 100}',
    check: ({ min, max, initial }) => {
      if (Number(min) >= Number(max)) return 'max must be greater than min';
      return typeof initial === 'number' && (initial < Number(min) || initial > Number(max))
        ? 'initial must lie between min and max'
        : undefined;
    },
  },
  input_text: {
    shape: {
      min: z.int().min(0).max(255).nullish(),
      max: z.int().min(1).max(255).nullish(),
      initial: text,
      pattern: text,
      mode: z.enum(['text', 'password']).nullish(),
      unit_of_measurement: text,
    },
    check: ({ min, max }) =>
      Number(min ?? 0) > Number(max ?? 100) ? 'max must not be less than min' : undefined,
  },
  input_select: {
    shape: {
      options: z.array(z.string().min(1).max(255)).min(1).max(500).nullish(),
      initial: text,
    },
    required: ['options'],
    example: '{"options": ["Home", "Away"]}',
    check: ({ options, initial }) => {
      const all = Array.isArray(options) ? options : [];
      if (new Set(all).size < all.length) return 'options must differ from each other';
      const known = initial === undefined || initial === null || all.includes(initial);
      return known ? undefined : 'initial must be one of options';
    },
  },
  input_datetime: {
    shape: { has_date: yesOrNo, has_time: yesOrNo, initial: text },
    check: (settings) =>
      settings.has_date === true || settings.has_time === true
        ? undefined
        : 'has_date or has_time must be true',
  },
  counter: {
    shape: {
      initial: z.int().min(0).nullish(),
      minimum: z.int().nullish(),
      maximum: z.int().nullish(),
      step: z.int().min(1).nullish(),
      restore: yesOrNo,
    },
    check: ({ minimum, maximum }) =>
      typeof minimum === 'number' && typeof maximum === 'number' && minimum > maximum
        ? 'maximum must not be less than minimum'
        : undefined,
  },
  timer: {
    shape: {
      duration: z
        .string()
        .regex(DURATION, 'must be hours:minutes:seconds such as 00:05:00')
        .nullish(),
      restore: yesOrNo,
    },
  },
  schedule: {
    shape: Object.fromEntries(DAYS.map((name) => [name, day])),
    check: (settings) => DAYS.map((name) => problemOfDay(name, settings[name])).find(Boolean),
  },
};

/**
 * Checks the settings given for a helper, and that all its settings together make one. `null` takes a
 * setting away. Throws ToolError.
 */
export function checkHelper(domain: HelperDomain, given: Settings, whole: Settings): void {
  const { shape, required = [], example, check } = KINDS[domain];
  const stranger = Object.keys(given).find((name) => !(name in shape));
  if (stranger !== undefined) {
    const names = Object.keys(shape).join(', ');
    throw new ToolError(
      names === ''
        ? `${domain} takes no settings.`
        : `${domain} has no setting ${stranger}, only ${names}.`,
    );
  }
  const parsed = z.object(shape).safeParse(given);
  if (!parsed.success) {
    throw invalidArguments(
      parsed.error.issues.map(({ path, message }) => ({ path: ['settings', ...path], message })),
    );
  }
  const missing = required.filter((name) => whole[name] === undefined || whole[name] === null);
  if (missing.length > 0) {
    throw new ToolError(
      `${domain} needs ${missing.join(' and ')} in settings, such as ${example}.`,
    );
  }
  const problem = check?.(whole);
  if (problem !== undefined) throw new ToolError(`The settings do not fit: ${problem}.`);
}

function problemOfDay(name: string, blocks: unknown): string | undefined {
  const spans = (Array.isArray(blocks) ? (blocks as { from: string; to: string }[]) : [])
    .map(({ from, to }) => ({ from: withSeconds(from), to: withSeconds(to) }))
    .sort((one, other) => (one.from < other.from ? -1 : 1));
  if (spans.some(({ from, to }) => from >= to)) return `${name}: to must be after from`;
  const overlap = spans.some(({ from }, index) => from < (spans[index - 1]?.to ?? ''));
  return overlap ? `${name}: times must not overlap` : undefined;
}

function withSeconds(time: string): string {
  return time.length === 5 ? `${time}:00` : time;
}
