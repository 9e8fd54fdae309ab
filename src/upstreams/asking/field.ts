import { fieldsOf } from '../answer.ts';
import type { FieldSchema } from './caller-side.ts';
import { oneLine } from './wording.ts';

const MOST_CHOICES = 100;
const LONGEST_LABEL = 300;
const LONGEST_VALUE = 5_000;
const FORMATS = ['email', 'uri', 'date', 'date-time'];

/** One field of a form: how it is shown, and what may be answered in it. */
export interface FieldKind {
  readonly shown: FieldSchema;
  /** Whether anything at all can be typed into it. */
  readonly free: boolean;
  takes(value: unknown): boolean;
}

/** A field made anew of what its schema says; undefined when no client could show it. */
export function fieldFrom(written: unknown): FieldKind | undefined {
  const schema = fieldsOf(written);
  if (schema === undefined) return undefined;
  const made = kindOf(schema);
  if (made === undefined) return undefined;
  const { shown, free, takes } = made;
  const labels = labelsOf(schema);
  const preset = takes(schema.default) ? { default: schema.default } : {};
  return { shown: { ...shown, ...labels, ...preset }, free, takes };
}

function kindOf(schema: FieldSchema): FieldKind | undefined {
  switch (schema.type) {
    case 'boolean':
      return kind({ type: 'boolean' }, (value) => typeof value === 'boolean');
    case 'number':
    case 'integer':
      return numberFrom(schema, schema.type);
    case 'array':
      return severalFrom(schema);
    case 'string':
      return 'enum' in schema || 'oneOf' in schema ? oneFrom(schema) : textFrom(schema);
    default:
      return undefined;
  }
}

const kind = (shown: FieldSchema, takes: FieldKind['takes'], free = false): FieldKind => ({
  shown,
  takes,
  free,
});

function numberFrom(schema: FieldSchema, type: 'number' | 'integer'): FieldKind {
  const bounds = numbersOf(schema, ['minimum', 'maximum']);
  const isNumber = (value: unknown) =>
    type === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value);
  return kind({ type, ...bounds }, isNumber);
}

function textFrom(schema: FieldSchema): FieldKind {
  const format = FORMATS.find((one) => one === schema.format);
  const shown = {
    type: 'string',
    ...(format !== undefined && { format }),
    ...numbersOf(schema, ['minLength', 'maxLength']),
  };
  const takes = (value: unknown) => typeof value === 'string' && value.length <= LONGEST_VALUE;
  return kind(shown, takes, true);
}

/** One of several, by their values, or by values with titles. */
function oneFrom(schema: FieldSchema): FieldKind | undefined {
  const choices = choicesIn(schema, 'oneOf');
  if (choices === undefined) return undefined;
  return kind({ type: 'string', ...choices.shown }, (value) => choices.values.has(value));
}

function severalFrom(schema: FieldSchema): FieldKind | undefined {
  const items = fieldsOf(schema.items);
  const choices = items && choicesIn(items, 'anyOf');
  if (choices === undefined) return undefined;
  const { type } = items ?? {};
  const shown = {
    type: 'array',
    items: { ...(type === 'string' && { type }), ...choices.shown },
    ...numbersOf(schema, ['minItems', 'maxItems']),
  };
  const takes = (value: unknown) =>
    Array.isArray(value) &&
    value.length <= MOST_CHOICES &&
    value.every((one) => choices.values.has(one));
  return kind(shown, takes);
}

function choicesIn(schema: FieldSchema, titled: 'oneOf' | 'anyOf') {
  const { enum: plain, enumNames, [titled]: pairs } = schema;
  if (Array.isArray(plain)) {
    if (plain.length > MOST_CHOICES || !plain.every(isChoice)) return undefined;
    const named =
      Array.isArray(enumNames) && enumNames.every((one) => typeof one === 'string')
        ? { enumNames: enumNames.slice(0, plain.length).map((one) => cut(one)) }
        : {};
    return { shown: { enum: [...plain], ...named }, values: new Set<unknown>(plain) };
  }
  if (!Array.isArray(pairs) || pairs.length > MOST_CHOICES) return undefined;
  const made = pairs.flatMap((pair: unknown) => {
    const { const: value, title } = fieldsOf(pair) ?? {};
    return isChoice(value) && typeof title === 'string'
      ? [{ const: value, title: cut(title) }]
      : [];
  });
  if (made.length !== pairs.length) return undefined;
  return { shown: { [titled]: made }, values: new Set<unknown>(made.map((one) => one.const)) };
}

function isChoice(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_LABEL && oneLine(value) === value;
}

function labelsOf(schema: FieldSchema): FieldSchema {
  const { title, description } = schema;
  return {
    ...(typeof title === 'string' && { title: cut(title) }),
    ...(typeof description === 'string' && { description: cut(description) }),
  };
}

function cut(label: string): string {
  return oneLine(label).slice(0, LONGEST_LABEL);
}

function numbersOf(schema: FieldSchema, names: readonly string[]): FieldSchema {
  return Object.fromEntries(
    names.flatMap((name) => (Number.isFinite(schema[name]) ? [[name, schema[name]]] : [])),
  );
}
