import type { Prompt } from '@modelcontextprotocol/client';
import type { OfferedTool } from './offer.ts';

const PREFIX = 'prompts/get ';

export interface OfferedArgument {
  readonly name: string;
  readonly description?: string | undefined;
  readonly required?: boolean | undefined;
}

/** What of an upstream's prompt reaches an assistant. */
export interface OfferedPrompt {
  readonly name: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly arguments: readonly OfferedArgument[];
}

/**
 * A prompt the way it is approved, pinned and kept: beside the tools, because a prompt that changes
 * after somebody looked at it is the same danger, and goes by the name of what would get it.
 */
export function entryOfPrompt(prompt: Prompt): OfferedTool {
  const { name, title, description, arguments: given = [] } = prompt;
  const args = given.map((one) => ({
    name: one.name,
    ...(one.description !== undefined && { description: one.description }),
    ...(one.required !== undefined && { required: one.required }),
  }));
  return { name: `${PREFIX}${name}`, title, description, inputSchema: { arguments: args } };
}

/** The prompt that an entry stands for; undefined for a tool. */
export function promptOfEntry(entry: OfferedTool): OfferedPrompt | undefined {
  if (!isPromptEntry(entry.name)) return undefined;
  const { name, title, description, inputSchema } = entry;
  const args = inputSchema.arguments as readonly OfferedArgument[];
  return { name: name.slice(PREFIX.length), title, description, arguments: args };
}

export function isPromptEntry(name: string): boolean {
  return name.startsWith(PREFIX);
}

export function promptEntryName(prompt: string): string {
  return `${PREFIX}${prompt}`;
}
