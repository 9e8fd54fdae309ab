/** Why somebody cannot be signed in at an upstream: a sentence of ours, without anything secret. */
export class SignInFault extends Error {
  constructor(sentence: string, options?: { cause?: unknown }) {
    super(sentence, options);
    // Known by this name to whoever only asks whether it is about proving ourselves.
    this.name = 'UnauthorizedError';
  }
}
