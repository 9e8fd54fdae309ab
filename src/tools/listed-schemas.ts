import type { z } from 'zod';
import { type JsonSchema, listedInput, listedOutput } from './listed-schema.ts';

/**
 * A tool's schemas as they are listed. The bundle has them by the tool's name instead, since to make
 * them all is most of what loading the tools takes (`scripts/listed-schemas.ts`).
 */
export function listedSchemas({
  input,
  output,
}: {
  readonly name: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
}): { readonly inputSchema: JsonSchema; readonly outputSchema: JsonSchema } {
  return { inputSchema: listedInput(input), outputSchema: listedOutput(output) };
}
