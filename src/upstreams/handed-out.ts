import type { ReferenceValues } from './references.ts';

/** The same values, with a memory of those that were ever handed out, for what must not show one. */
export interface HandedOut extends ReferenceValues {
  /** Whether a text, such as a host, holds one of them, however its letters are written. */
  holdsOne(text: string): boolean;
}

/**
 * Remembers what entries refer to. A variable that is the text as a whole is no part of it: an operator
 * keeps an address in a variable, but a secret is a secret.
 */
export function rememberHandedOut({ variable, secret }: ReferenceValues): HandedOut {
  const variables = new Set<string>();
  const secrets = new Set<string>();
  const noting =
    (find: (name: string) => string | undefined, into: Set<string>) => (name: string) => {
      const value = find(name);
      if (value !== undefined && value !== '') into.add(value.toLowerCase());
      return value;
    };
  return {
    variable: noting(variable, variables),
    secret: noting(secret, secrets),
    holdsOne(text) {
      const lower = text.toLowerCase();
      if ([...secrets].some((value) => lower.includes(value))) return true;
      const whole = [lower, lower.replace(/:\d+$/, '')];
      return [...variables].some((value) => lower.includes(value) && !whole.includes(value));
    },
  };
}
