/**
 * For every listener: bodies are checked with zod, so fastify needs none of its JSON Schema compilers,
 * which it would load all the same, and they are the larger half of it. A route that brings a schema
 * fails when it is made.
 */
export const NO_SCHEMAS = {
  schemaController: {
    compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema },
  },
} as const;

function refuseSchema(): never {
  throw new Error('a route has a JSON Schema, for which nothing is loaded: check it with zod');
}
