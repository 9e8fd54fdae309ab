import { once } from 'node:events';
import type { Writable } from 'node:stream';

/**
 * Prints lines no faster than they are read. The result is false once the reader went away, as
 * `head` does when it has enough.
 */
export function printTo(stream: Writable): (line: string) => Promise<boolean> {
  let open = true;
  stream.once('error', () => {
    open = false;
  });
  return async (line) => {
    if (!open) return false;
    if (!stream.write(`${line}\n`)) await once(stream, 'drain').catch(() => undefined);
    return open;
  };
}
