import { z } from 'zod';

/** One type of the app's options, as developers.home-assistant.io (Apps, Options / Schema) lists them. */
const TYPE = new RegExp(
  [
    '^(?:bool|email|url|port',
    '|device(?:\\(subsystem=[a-z]+\\))?',
    '|(?:str|password)(?:\\(\\d*,\\d*\\))?',
    '|int(?:\\((?:-?\\d+)?,(?:-?\\d+)?\\))?',
    '|float(?:\\((?:-?\\d*\\.?\\d+)?,(?:-?\\d*\\.?\\d+)?\\))?',
    '|match\\(.*\\)|list\\(.+\\))\\??$',
  ].join(''),
);

const typeName = z.string().regex(TYPE, 'is no type of an option');

/** What `schema` may hold: types by name, lists of them (not of lists), and groups. */
export const optionSchema: z.ZodType = z.lazy(() =>
  z.union([
    typeName,
    z.tuple([z.union([typeName, z.record(z.string(), optionSchema)])]),
    z.record(z.string(), optionSchema),
  ]),
);

/** Whether the option may be left out: a list may when what it lists may. */
export function isOptional(type: unknown): boolean {
  const [first] = Array.isArray(type) ? type : [type];
  return typeof first === 'string' && first.endsWith('?');
}

/**
 * What is wrong between `schema` and `options`: a default for something unknown, a default that
 * makes an optional one required, a required one without a default, which keeps the app from
 * starting, and a default of another type. A default is judged for the types that have one value.
 */
export function optionProblems(schema: object, options: object): string[] {
  const types = new Map<string, unknown>(Object.entries(schema));
  const defaults = new Map<string, unknown>(Object.entries(options));
  const problems: string[] = [];
  for (const [key, value] of defaults) {
    const type = types.get(key);
    if (type === undefined) problems.push(`options.${key} is not in schema`);
    else if (isOptional(type)) problems.push(`options.${key} has a default, so it is not optional`);
    else if (!fits(type, value)) problems.push(`options.${key} does not fit ${String(type)}`);
  }
  for (const [key, type] of types) {
    const required = !isOptional(type);
    if (required && (defaults.get(key) ?? null) === null) {
      problems.push(`schema.${key} is required and has no default: the app would not start`);
    }
  }
  return problems;
}

function fits(type: unknown, value: unknown): boolean {
  if (Array.isArray(type)) return Array.isArray(value) && value.every((one) => fits(type[0], one));
  if (typeof type !== 'string') return typeof value === 'object';
  const [, name = '', inside = ''] = /^([a-z]+)(?:\((.*)\))?\??$/.exec(type) ?? [];
  if (name === 'bool') return typeof value === 'boolean';
  if (name === 'list') return inside.split('|').includes(String(value));
  if (name === 'match') return new RegExp(`^${inside}`).test(String(value));
  if (name === 'port') return isWithin(value, 1, 65_535);
  if (name === 'int' || name === 'float') {
    const [low = '', high = ''] = inside.split(',');
    return isWithin(value, low === '' ? -Infinity : +low, high === '' ? Infinity : +high);
  }
  return typeof value === 'string';
}

function isWithin(value: unknown, low: number, high: number): boolean {
  return typeof value === 'number' && value >= low && value <= high;
}
