import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const LONG_ENOUGH = 16;
/** The first part of every JWT of one kind is the same, and public. */
const JWT_HEADER = /^eyJ[\w-]+$/;

/** Everything that was issued or sent as a secret, and the search for it in a log. */
export class Secrets {
  readonly #known = new Set<string>();

  /** A secret as it is sent; what a separator divides it into is secret too. */
  readonly add = (secret: string): void => {
    const parts = secret.split(/[^\w-]+/);
    for (const [index, part] of parts.entries()) {
      const isHeader = index === 0 && parts.length > 1 && JWT_HEADER.test(part);
      if (part.length >= LONG_ENOUGH && !isHeader) this.#known.add(part);
    }
  };

  /** Those that an answer hands out: tokens, codes, handles, cookies, client secrets. */
  addFrom(headers: string, body: string): void {
    const found = [
      ...headers.matchAll(/^set-cookie: *[^=]+=([^;]*)/gm),
      ...headers.matchAll(/^location: .*[?&](?:request|code)=([^&\s]*)/gm),
      ...body.matchAll(/"(?:access_token|refresh_token|client_secret)":"([^"]*)"/g),
      ...body.matchAll(/[?&;]code=([\w-]{20,})/g),
      ...body.matchAll(/name="csrf" value="([^"]*)"/g),
    ];
    for (const [, secret] of found) if (secret !== undefined) this.add(secret);
  }

  get size(): number {
    return this.#known.size;
  }

  /** The lines of a log that hold one, shortened, and those that tell of a bug. */
  async searchLog(
    logFile: string,
  ): Promise<{ readonly lines: number; readonly leaks: string[]; readonly errors: string[] }> {
    const leaks: string[] = [];
    const errors = new Map<string, string>();
    let lines = 0;
    for await (const line of createInterface({ input: createReadStream(logFile) })) {
      lines += 1;
      if (line.startsWith('{"level":50')) {
        errors.set(line.replace(/"(time|reqId)":[^,]*,/g, ''), line.slice(0, 1_500));
      }
      for (const [word] of line.matchAll(/[\w-]{16,}/g)) {
        if (this.#known.has(word)) leaks.push(`${word.slice(0, 6)}… in ${line.slice(0, 400)}`);
      }
    }
    return { lines, leaks, errors: [...errors.values()].slice(0, 10) };
  }
}
