import type { SignedIn } from '../auth/accounts.ts';
import { invalidFormat } from '../errors.ts';
import type { House } from '../house.ts';
import { pythonValue } from '../python.ts';

interface FieldTypes {
  string: string;
  number: number;
  boolean: boolean;
  strings: readonly string[];
  object: Readonly<Record<string, unknown>>;
  any: unknown;
}

type FieldKind = keyof FieldTypes;

/** What a command takes, by name; a question mark means it may be left out. */
export type Fields = Readonly<Record<string, FieldKind | `${FieldKind}?`>>;

export type FieldValues<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends FieldKind
    ? FieldTypes[F[Name]]
    : F[Name] extends `${infer Kind extends FieldKind}?`
      ? FieldTypes[Kind] | undefined
      : never;
};

/** One command as it is being answered. */
export interface Call {
  readonly house: House;
  readonly id: number;
  readonly signedIn: SignedIn;
  readonly address: string;
  readonly subscriptions: Map<number, () => void>;
  /** Sends the result now, for commands whose events must follow it. */
  reply(result: unknown): void;
  sendEvent(event: unknown): void;
  coalesceFromNowOn(): void;
}

export type Access = 'anyone' | 'administrators';

export interface Command {
  readonly type: string;
  readonly access: Access;
  readonly fields: Fields;
  run(values: Readonly<Record<string, unknown>>, call: Call): unknown;
}

/** Describes a command; what it returns is its result, unless it replied already. */
export function command<const F extends Fields>(
  type: string,
  fields: F,
  run: (values: FieldValues<F>, call: Call) => unknown,
  access: Access = 'anyone',
): Command {
  return {
    type,
    access,
    fields,
    run: (values, call) => run(values as FieldValues<F>, call),
  };
}

const PYTHON_NAMES: Readonly<Record<FieldKind, string>> = {
  string: 'str',
  number: 'int',
  boolean: 'bool',
  strings: 'list',
  object: 'dict',
  any: 'value',
};

function fits(kind: FieldKind, value: unknown): boolean {
  switch (kind) {
    case 'any':
      return true;
    case 'strings':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === kind;
  }
}

function kindOf(field: string): { kind: FieldKind; optional: boolean } {
  const optional = field.endsWith('?');
  return { kind: (optional ? field.slice(0, -1) : field) as FieldKind, optional };
}

/** Checks a message against what the command takes, with the messages Home Assistant gives. */
export function readFields(
  fields: Fields,
  message: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const problem = (text: string, name: string) =>
    invalidFormat(`${text} at '${name}'. Got ${pythonValue(message[name])}`);
  const known = (name: string) => name in fields || name === 'id' || name === 'type';
  const extra = Object.keys(message).find((name) => !known(name));
  if (extra !== undefined && Object.keys(fields).length === 0) {
    throw invalidFormat('extra keys not allowed');
  }
  if (extra !== undefined) throw problem('not a valid option', extra);
  for (const [name, field] of Object.entries(fields)) {
    const { kind, optional } = kindOf(field);
    const value = message[name];
    if (value === undefined && optional) continue;
    if (value === undefined) throw problem('required key not provided', name);
    if (!fits(kind, value)) throw problem(`expected ${PYTHON_NAMES[kind]}`, name);
  }
  return message;
}
