import { invalidFormat } from '../errors.ts';
import { pythonValue } from '../python.ts';
import { flatFields, type Service, type ServiceField } from './service.ts';

/** The targets a call may name, in its data as well as in its target. */
export const TARGET_KEYS = ['entity_id', 'device_id', 'area_id', 'floor_id', 'label_id'] as const;

function at(message: string, name: string): never {
  throw invalidFormat(`${message} at '${name}'`);
}

function checkNumber(
  name: string,
  value: unknown,
  { min, max, step = 1 }: { min: number; max: number; step?: number },
): void {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) {
    at(`expected ${Number.isInteger(step) ? 'int' : 'float'}`, name);
  } else if (number < min) at(`value must be at least ${min}`, name);
  else if (number > max) at(`value must be at most ${max}`, name);
}

function checkChoice(
  name: string,
  value: unknown,
  { options, multiple }: { options: readonly string[]; multiple?: boolean },
): void {
  const given = multiple === true && Array.isArray(value) ? value : [value];
  if (given.every((choice) => options.includes(String(choice)))) return;
  at(`value must be one of ${pythonValue(options)}`, name);
}

function isColor(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length === 3 &&
    value.every((part) => typeof part === 'number' && part >= 0 && part <= 255)
  );
}

function checkField(name: string, field: ServiceField, value: unknown): void {
  const { selector } = field;
  if ('number' in selector) checkNumber(name, value, selector.number);
  else if ('color_temp' in selector) checkNumber(name, value, { min: 1000, max: 40_000 });
  else if ('select' in selector) checkChoice(name, value, selector.select);
  else if ('boolean' in selector && typeof value !== 'boolean') at('expected bool', name);
  else if ('color_rgb' in selector && !isColor(value)) at('expected a sequence of 3 items', name);
  else if ('text' in selector && typeof value === 'object') at('value should be a string', name);
  else if (('date' in selector || 'datetime' in selector) && Number.isNaN(Date.parse(`${value}`))) {
    at(`Invalid datetime specified: ${value}`, name);
  }
}

function requireOneOf(keys: readonly string[], data: Readonly<Record<string, unknown>>): void {
  if (keys.some((key) => data[key] !== undefined)) return;
  throw invalidFormat(`at least one of ${pythonValue(keys)} is required`);
}

/** Checks what a service is called with against its own fields. */
export function checkData(service: Service, data: Readonly<Record<string, unknown>>): void {
  const fields = flatFields(service.fields);
  for (const name of Object.keys(data)) {
    if (name in fields) continue;
    if (service.entities !== undefined && TARGET_KEYS.some((key) => key === name)) continue;
    at('not a valid option', name);
  }
  for (const [name, field] of Object.entries(fields)) {
    if (data[name] === null && service.clears?.includes(name)) continue;
    if (data[name] !== undefined) checkField(name, field, data[name]);
    else if (field.required) at('required key not provided', name);
  }
  if (service.oneOf !== undefined) requireOneOf(service.oneOf, data);
  if (service.entities !== undefined) requireOneOf(TARGET_KEYS, data);
}

/** A target is written out; templates are for automations. */
export function checkTarget(target: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(target)) {
    if (!TARGET_KEYS.some((key) => key === name)) {
      throw invalidFormat(`not a valid option at 'target.${name}'. Got ${pythonValue(value)}`);
    }
    const text = String(value);
    if (!text.includes('{{') && !text.includes('{%')) continue;
    throw invalidFormat(
      `expected 'all' or 'none' at 'target.${name}'. Got ${JSON.stringify(value)}`,
    );
  }
}
