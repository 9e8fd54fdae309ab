import { SdkError, SdkErrorCode } from '@modelcontextprotocol/client';

/** How long an upstream may take for a call, not counting while a person thinks. */
export class Patience {
  readonly #milliseconds: number;
  readonly #ending = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #held = 0;
  #ended = false;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
    this.again();
  }

  /** Ends with the error of a request that timed out. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** It said something: the time begins anew. */
  again(): void {
    clearTimeout(this.#timer);
    if (this.#held > 0 || this.#ended) return;
    this.#timer = setTimeout(() => {
      this.#ending.abort(new SdkError(SdkErrorCode.RequestTimeout, 'Request timed out'));
    }, this.#milliseconds);
  }

  /** The time stands still while something else is waited for, and begins anew after it. */
  async during<T>(waiting: Promise<T>): Promise<T> {
    clearTimeout(this.#timer);
    this.#held += 1;
    try {
      return await waiting;
    } finally {
      this.#held -= 1;
      this.again();
    }
  }

  /** For good, also when somebody still thinks. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }
}
