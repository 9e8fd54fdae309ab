import assert from 'node:assert/strict';
import type { z } from 'zod';
import type { Tool, ToolAnswer } from '../../../src/tools/tool.ts';

type WithOutput<O extends z.ZodType> = Tool & { readonly output: O };

/** A tool's good answer, held to its own output schema. */
export function answered<O extends z.ZodType>(
  tool: WithOutput<O>,
  answer: ToolAnswer,
): z.output<O> {
  assert.notEqual(answer.isError, true, answer.content[0].text);
  return tool.output.parse(answer.structuredContent);
}

/** The sentence of an answer that is an error. */
export function refusal(answer: ToolAnswer): string {
  assert.equal(answer.isError, true, answer.content[0].text);
  return answer.content[0].text;
}
