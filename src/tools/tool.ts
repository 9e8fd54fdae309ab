import type { z } from 'zod';
import { isLatchkeyError } from '../core/errors.ts';
import type { Home } from '../home/home.ts';
import type { ENERGY_READ, HOME_CONFIGURE, HOME_CONTROL, HOME_READ } from '../policy/scopes.ts';
import type { Archive } from './archive.ts';
import { invalidArguments, sentenceFor, ToolError } from './errors.ts';
import type { JsonSchema } from './listed-schema.ts';
import { listedSchemas } from './listed-schemas.ts';

/** The scope a tool asks of its caller; one that is implied counts. */
export type ToolScope =
  | typeof HOME_READ
  | typeof HOME_CONTROL
  | typeof HOME_CONFIGURE
  | typeof ENERGY_READ;

/** The hints of the MCP specification; every tool states all four. */
export interface ToolAnnotations {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}

/**
 * How far a tool reaches. `entities`: what it reads and does goes through `home.mirror` and
 * `home.callService`, or names entities that are in the mirror, so rules about entities hold.
 * `everything`: it reads or changes what no such rule can see, so nobody limited to some entities
 * may use it.
 */
export type ToolReach = 'entities' | 'everything';

/** What a call is carried out with: the caller's own view of their home, and the time. */
export interface ToolContext {
  readonly home: Home;
  /** Where the state of things is kept before a tool changes or deletes them. */
  readonly archive: Archive;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A picture as MCP carries it (`ImageContent`); `data` is base64. */
export interface ToolImage {
  readonly type: 'image';
  readonly data: string;
  readonly mimeType: string;
}

/** What a tool found out: the data for programs and a short text for readers. */
export interface ToolResult<T> {
  readonly structured: T;
  readonly text: string;
  readonly images?: readonly ToolImage[];
}

/** A tool's answer as MCP carries it (`CallToolResult`). */
export interface ToolAnswer {
  readonly content: readonly [
    { readonly type: 'text'; readonly text: string },
    ...(readonly ToolImage[]),
  ];
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  readonly isError?: true;
}

export interface ToolDefinition<I extends z.ZodObject, O extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly scope: ToolScope;
  readonly reach: ToolReach;
  readonly annotations: ToolAnnotations;
  /** A strict object: an argument nobody knows is refused, not ignored. */
  readonly input: I;
  readonly output: O;
  /** Throws ToolError for what the model can put right, and what `Home.command` throws. */
  run(input: z.output<I>, context: ToolContext): Promise<ToolResult<z.output<O>>>;
}

/** A tool without its types: what the MCP endpoint lists and calls. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly scope: ToolScope;
  readonly reach: ToolReach;
  readonly annotations: ToolAnnotations;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  /**
   * Checks the arguments and runs the tool. What goes wrong is an answer the model can act on; only
   * `home_refused` (the person must sign in again) and defects of our own are thrown.
   */
  call(args: unknown, context: ToolContext): Promise<ToolAnswer>;
}

/** Makes a tool of its definition; its JSON Schemas are made here, once. */
export function defineTool<I extends z.ZodObject, O extends z.ZodObject>(
  definition: ToolDefinition<I, O>,
): Tool & ToolDefinition<I, O> {
  return {
    ...definition,
    ...listedSchemas(definition),
    async call(args, context) {
      const parsed = definition.input.safeParse(args ?? {});
      try {
        if (!parsed.success) throw invalidArguments(parsed.error.issues);
        const { structured, text, images = [] } = await definition.run(parsed.data, context);
        return { content: [{ type: 'text', text }, ...images], structuredContent: structured };
      } catch (thrown) {
        if (thrown instanceof ToolError) return failure(thrown.message);
        if (isLatchkeyError(thrown) && thrown.code !== 'home_refused') {
          return failure(sentenceFor(thrown));
        }
        throw thrown;
      }
    },
  };
}

/** A tool's result; the text says in a line or two what the data says in full. */
export function result<T>(structured: T, text: string): ToolResult<T> {
  return { structured, text };
}

function failure(text: string): ToolAnswer {
  return { content: [{ type: 'text', text }], isError: true };
}
