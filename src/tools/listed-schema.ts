import { z } from 'zod';

export type JsonSchema = { readonly type: 'object' } & Readonly<Record<string, unknown>>;

type Schema = Readonly<Record<string, unknown>>;

/**
 * Limits that are checked at every call but not listed: a model that breaks one is told how to put
 * it right, while a pattern of ids repeated in every tool is read in every conversation.
 */
const UNLISTED = ['pattern', 'minLength', 'maxLength'];

/** Of `oneOrMany`, whose lists are longer than a model writes; the refusal says how long. */
const UNLISTED_OF_MANY = [...UNLISTED, 'maxItems'];

/** A tool's input as it is listed: everything a model needs to call it well. */
export function listedInput(schema: z.ZodObject): JsonSchema {
  return { type: 'object', properties: {}, ...brief(jsonSchema(schema, 'input')) } as JsonSchema;
}

/**
 * The first level of a tool's output. A list of tools is read by every assistant in every
 * conversation; what is inside an answer, and what is always there, shows in the answer itself.
 */
export function listedOutput(schema: z.ZodObject): JsonSchema {
  const { properties, additionalProperties } = jsonSchema(schema, 'output');
  const flat = ({ type, description, enum: values, items }: Schema) => ({
    ...(type !== undefined && { type }),
    ...(description !== undefined && { description }),
    ...(values !== undefined && { enum: values }),
    ...(isSchema(items) && isPlain(items.type) && { items: { type: items.type } }),
  });
  return { type: 'object', properties: eachOf(properties, flat), additionalProperties };
}

function jsonSchema(schema: z.ZodObject, io: 'input' | 'output'): Schema {
  // The dialect is the one MCP assumes anyway.
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io });
  return rest;
}

/** A schema without what says nothing or is not listed, at every depth. */
function brief(schema: Schema, unlisted = UNLISTED): Schema {
  const kept = Object.entries(schema).filter(
    ([keyword, value]) => !unlisted.includes(keyword) && !saysNothing(keyword, value),
  );
  return Object.fromEntries(
    kept.map(([keyword, value]) => {
      if (keyword === 'properties') return [keyword, eachOf(value, (one) => brief(one))];
      if (keyword === 'anyOf') {
        return [keyword, (value as Schema[]).map((one) => brief(one, UNLISTED_OF_MANY))];
      }
      return [keyword, keyword !== 'default' && isSchema(value) ? brief(value) : value];
    }),
  );
}

/** The bounds of every safe integer, lists that need one item, and objects of anything. */
function saysNothing(keyword: string, value: unknown): boolean {
  if (keyword === 'maximum') return value === Number.MAX_SAFE_INTEGER;
  if (keyword === 'minimum') return value === Number.MIN_SAFE_INTEGER;
  if (keyword === 'minItems') return value === 1;
  if (keyword !== 'properties' && keyword !== 'additionalProperties') return false;
  return isSchema(value) && Object.keys(value).length === 0;
}

function eachOf(schemas: unknown, change: (schema: Schema) => Schema): Schema {
  return Object.fromEntries(
    Object.entries(schemas as Readonly<Record<string, Schema>>).map(([name, schema]) => [
      name,
      change(schema),
    ]),
  );
}

/** A type that says more than that there is something to read. */
function isPlain(type: unknown): boolean {
  return type !== undefined && type !== 'object';
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
