import type { CallToolResult } from '@modelcontextprotocol/server';

const MEMBERS: ReadonlySet<string> = new Set(['content', 'structuredContent', 'isError']);

/** A result of texts and data alone, in the order in which the SDK writes it. */
export type PlainResult = Pick<CallToolResult, 'content' | 'structuredContent' | 'isError'>;

/**
 * A result in which there is nothing for the SDK to judge, drop or complete; undefined for any other:
 * pictures, links, a question.
 */
export function plainResult(result: unknown): PlainResult | undefined {
  if (!isObject(result)) return undefined;
  for (const name in result) if (!MEMBERS.has(name)) return undefined;
  const { content, structuredContent, isError } = result;
  if (!Array.isArray(content) || !content.every(isText)) return undefined;
  if (structuredContent !== undefined && !isObject(structuredContent)) return undefined;
  if (isError !== undefined && typeof isError !== 'boolean') return undefined;
  return {
    content: content.map(({ text }) => ({ type: 'text' as const, text })),
    ...(structuredContent !== undefined && { structuredContent }),
    ...(isError !== undefined && { isError }),
  };
}

function isText(block: unknown): block is { readonly text: string } {
  if (!isObject(block) || block.type !== 'text' || typeof block.text !== 'string') return false;
  for (const name in block) if (name !== 'type' && name !== 'text') return false;
  return true;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
