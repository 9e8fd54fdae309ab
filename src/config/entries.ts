import type { Said } from './sources.ts';
import { unsafe } from './unsafe.ts';

/** One object of a list that the operator wrote, with the name by which sentences call it. */
export interface Entry {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Such as `MCP_CLIENTS[0]`. */
  readonly called: string;
}

const MOST_ENTRIES = 100;

/** Whether what was said is JSON rather than a plain list. */
export function isJson(said: Said): boolean {
  return said.value.startsWith('[') || said.value.startsWith('{');
}

/**
 * The objects of a JSON list, with no field but those named: a mistyped one would be a rule that is
 * silently not there. Throws `config_unsafe`, never with a part of what was said.
 */
export function readEntries(said: Said, fields: readonly string[]): readonly Entry[] {
  const value = parsedJson(said.value);
  if (!Array.isArray(value) || value.length > MOST_ENTRIES) {
    throw unsafe(`Set ${said.line} to a JSON list of at most ${MOST_ENTRIES} objects`);
  }
  return value.map((one: unknown, index) => {
    const entry = { fields: asObject(one, said.line), called: `${said.line}[${index}]` };
    if (Object.keys(entry.fields).every((field) => fields.includes(field))) return entry;
    throw unsafe(`${entry.called} has an unknown field: use ${fields.join(', ')}`);
  });
}

/** A text; undefined when there is none. Throws `config_unsafe`. */
export function textIn({ fields, called }: Entry, field: string): string | undefined {
  const value = fields[field];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw unsafe(`Set ${called}.${field} to a text`);
}

/** A list of texts; one text alone stands for a list of it. Throws `config_unsafe`. */
export function listIn({ fields, called }: Entry, field: string): readonly string[] | undefined {
  const value = fields[field];
  if (value === undefined || value === null || value === '') return undefined;
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.map((one) => {
    if (typeof one === 'string' && one !== '') return one;
    throw unsafe(`Set ${called}.${field} to a text or a list of texts`);
  });
}

/** A SHA-256 as programs print it, in hexadecimal or base64url, as the latter. */
export function asHash(printed: string, line: string): string {
  const bare = printed.replace(/^sha256:/i, '');
  if (/^[0-9a-f]{64}$/i.test(bare)) return Buffer.from(bare, 'hex').toString('base64url');
  if (/^[A-Za-z0-9_-]{43}$/.test(bare)) return bare;
  throw unsafe(`Set ${line} to the SHA-256 of the secret in hexadecimal`);
}

/** Refuses a list in which two entries have the same value of a field. Throws `config_unsafe`. */
export function refuseTwice(line: string, field: string, values: readonly string[]): void {
  const twice = values.findIndex((value, index) => values.indexOf(value) !== index);
  if (twice >= 0) {
    throw unsafe(`${line}[${twice}] has the ${field} of another entry: give it its own`);
  }
}

/** The value of a JSON text; undefined when it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asObject(value: unknown, line: string): Readonly<Record<string, unknown>> {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw unsafe(`Set ${line} to a JSON list of objects`);
}
