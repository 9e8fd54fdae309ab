import type { Fetch } from '../net/checked-fetch.ts';

/** What came back to a call that we sent, and what ends it if it is a stream. */
export interface Arrived {
  readonly answer: Response;
  readonly end: () => void;
}

/** The fetch of the SDK's transport: sees what it sends when it calls a tool, and gives it what came to us. */
export class CallsOfSdk {
  readonly #send: Fetch;
  readonly #withToken: boolean;
  /** By tool; as many as there are tools that were approved. */
  readonly #headers = new Map<string, Readonly<Record<string, string>>>();
  /** Tools by the bodies of calls that the SDK makes now. */
  readonly #watched = new Map<string, string>();
  /** Answers by the bodies of what was sent already. */
  readonly #arrived = new Map<string, Arrived>();

  /** `withToken`: what proves us changes from call to call, and is not kept. */
  constructor(send: Fetch, withToken: boolean) {
    this.#send = send;
    this.#withToken = withToken;
  }

  readonly fetch: Fetch = async (url, init) => {
    const body = typeof init?.body === 'string' ? init.body : '';
    const arrived = this.#arrived.get(body);
    if (arrived !== undefined) {
      this.#arrived.delete(body);
      if (init?.signal?.aborted) arrived.end();
      init?.signal?.addEventListener('abort', arrived.end, { once: true });
      return arrived.answer;
    }
    const answer = await this.#send(url, init);
    const tool = this.#watched.get(body);
    if (tool !== undefined && isJson(answer)) {
      const headers = new Headers(init?.headers);
      if (this.#withToken) headers.delete('authorization');
      this.#headers.set(tool, Object.fromEntries(headers));
    }
    return answer;
  };

  headersOf(tool: string): Readonly<Record<string, string>> | undefined {
    return this.#headers.get(tool);
  }

  forget(tool: string): void {
    this.#headers.delete(tool);
  }

  /** Lets the SDK send a call, and keeps the headers with which it does. */
  async watched(body: string, tool: string, send: () => Promise<void>): Promise<void> {
    this.#watched.set(body, tool);
    await send().finally(() => this.#watched.delete(body));
  }

  /** Lets the SDK send what was sent already: it is given what came back. */
  async answered(body: string, answer: Arrived, send: () => Promise<void>): Promise<void> {
    this.#arrived.set(body, answer);
    await send().finally(() => this.#arrived.delete(body));
  }
}

/** Whether an answer is what most calls are answered with. */
export function isJson({ status, headers }: Response): boolean {
  return status === 200 && headers.get('content-type')?.startsWith('application/json') === true;
}
