/** One request, ready to be sent. */
export interface Sent {
  readonly url: string;
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What one connection sends, one request after another's answer. */
export interface Lane {
  /** The next request; undefined when all that was prepared is used up. */
  next(): Sent | undefined;
  /** Hears the answer. Throws when it is not the one that was wanted. */
  answered(status: number, body: string): void;
}

/** A lane that sends the same again and again, and wants each answer to be as `good` says. */
export function constant(sent: Sent, good: (status: number, body: string) => boolean): Lane {
  return {
    next: () => sent,
    answered: (status, body) => {
      if (!good(status, body)) throw unwanted(sent, status, body);
    },
  };
}

/** What to throw for an answer that was not wanted: what failed quickly must not count as quick. */
export function unwanted({ url }: Sent, status: number, body: string): Error {
  return new Error(`${url} answered ${status}: ${body.slice(0, 300)}`);
}
