/**
 * For every server and client of the SDK. What a schema of ours says is checked with zod, and what an
 * upstream answers is passed on as it is, so nobody asks the SDK to check anything against a JSON Schema,
 * and the bundle comes without the validator that it would do that with, nearly half of the SDK
 * (`scripts/unused.ts`). Whoever asks all the same is told so, here and in the bundle.
 */
export const NO_VALIDATOR = { getValidator: refuse } as const;

function refuse(): never {
  throw new Error(
    'the SDK is to check a JSON Schema, for which nothing is loaded: check it with zod',
  );
}
