import type { z } from 'zod';
import { invalidArguments } from '../../tools/errors.ts';
import { type Offer, READS_ENTITIES } from '../offers.ts';
import type { Suggest } from '../suggestions.ts';

export interface PromptDefinition<I extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Without it the prompt is not listed, because its first steps could not be taken. */
  readonly scope: Offer['scope'];
  /** Texts only: that is what a prompt's arguments are (MCP, Prompts). */
  readonly input: I;
  /** For arguments whose values the home knows. */
  readonly suggest?: Readonly<Partial<Record<keyof z.output<I> & string, Suggest>>>;
  /** What is said in the person's place, one text a message; `tools` are those the caller has. */
  render(input: z.output<I>, tools: ReadonlySet<string>): readonly string[];
}

export interface PromptArgument {
  readonly name: string;
  readonly description?: string;
  readonly required: boolean;
}

/** A prompt without its types: what the MCP endpoint lists and gives out. */
export interface Prompt extends Offer {
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  /** Throws ToolError for arguments that do not fit. */
  messages(args: unknown, tools: ReadonlySet<string>): readonly string[];
  suggest(argument: string): Suggest | undefined;
}

/** Makes a prompt of its definition. */
export function definePrompt<I extends z.ZodObject>(definition: PromptDefinition<I>): Prompt {
  const { name, title, description, scope, input, render } = definition;
  const suggest = new Map(Object.entries<Suggest | undefined>(definition.suggest ?? {}));
  return {
    name,
    title,
    description,
    scope,
    ...READS_ENTITIES,
    arguments: Object.entries<z.ZodType>(input.shape).map(([argument, schema]) => ({
      name: argument,
      ...(schema.description !== undefined && { description: schema.description }),
      required: !schema.safeParse(undefined).success,
    })),
    messages(args, tools) {
      const parsed = input.safeParse(args ?? {});
      if (!parsed.success) throw invalidArguments(parsed.error.issues);
      return render(parsed.data, tools);
    },
    suggest: (argument) => suggest.get(argument),
  };
}

/** A step to take with a tool. */
export type Step = readonly [tool: string, what: string];

/** The steps whose tools the caller has, numbered. */
export function stepsWith(tools: ReadonlySet<string>, steps: readonly Step[]): string {
  return steps
    .filter(([tool]) => tools.has(tool))
    .map(([tool, what], index) => `${index + 1}. ${tool}: ${what}`)
    .join('\n');
}
