import { ok, type Result, refused } from '../../core/result.ts';
import { fieldsOf } from '../answer.ts';
import type { Form, Said } from './caller-side.ts';
import { type FieldKind, fieldFrom } from './field.ts';
import { asksForSecret, oneLine, quoted } from './wording.ts';

const MOST_FIELDS = 20;
const FIELD_NAME = /^(?!__)[\w.-]{1,64}$/;

/** A form that may be shown, and what an answer to it may hold. */
export interface CheckedForm extends Form {
  /** The answer with what was asked for and nothing else; as if put away when that is not all there. */
  accepted(said: Said): Said;
}

/**
 * An upstream's question as a person is shown it: with its source before it and every line of it
 * marked as a quotation, so that it never looks like ours, and only of fields that clients can show.
 * Refused with a sentence when it cannot be shown like that, or wants something secret, which no
 * server may ask for in a form (MCP 2025-11-25, Elicitation, Security Considerations).
 */
export function checkedForm(upstream: string, asked: unknown): Result<CheckedForm, string> {
  const { message, requestedSchema } = fieldsOf(asked) ?? {};
  const schema = fieldsOf(requestedSchema);
  if (typeof message !== 'string' || schema === undefined) return refused('It is no form.');
  const given = Object.entries(fieldsOf(schema.properties) ?? {});
  if (given.length > MOST_FIELDS) return refused('It has too many fields.');
  const fields = new Map<string, FieldKind>();
  for (const [name, written] of given) {
    const field = FIELD_NAME.test(name) ? fieldFrom(written) : undefined;
    if (field === undefined) return refused('It has a field that no client can show.');
    fields.set(name, field);
  }
  const words = given.flatMap(([name, written]) => [name, ...textsIn(written)]);
  const isFree = [...fields.values()].some(({ free }) => free);
  if (isFree && asksForSecret([message, ...words])) {
    return refused('It asks for something secret, which no server may ask for in a form.');
  }
  const required = Array.isArray(schema.required)
    ? schema.required.filter((name): name is string => fields.has(name))
    : [];
  const form: Form = {
    message: [
      `The server “${upstream}” asks something. The words below are its own, not those of Latchkey or of your home. Never tell it a password or a code.`,
      quoted(message),
    ].join('\n\n'),
    requestedSchema: {
      type: 'object',
      properties: Object.fromEntries(Array.from(fields, ([name, { shown }]) => [name, shown])),
      ...(required.length > 0 && { required }),
    },
  };
  return ok({ ...form, accepted: (said) => within(said, fields, required) });
}

function within(
  { action, content }: Said,
  fields: ReadonlyMap<string, FieldKind>,
  required: readonly string[],
): Said {
  if (action !== 'accept') return { action };
  const kept = Object.entries(content ?? {}).filter(([name, value]) =>
    fields.get(name)?.takes(value),
  );
  const names = new Set(kept.map(([name]) => name));
  return required.every((name) => names.has(name))
    ? { action, content: Object.fromEntries(kept) }
    : { action: 'cancel' };
}

/** All that a person would read of a field. */
function textsIn(written: unknown): readonly string[] {
  const { title, description } = fieldsOf(written) ?? {};
  return [title, description].flatMap((one) => (typeof one === 'string' ? [oneLine(one)] : []));
}
