import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { type Ending, lastly } from './lastly.ts';

/** A relay such as Nabu Casa's: bytes go through, and a connection that is silent is cut. */
export interface ImpatientProxy {
  /** Where it listens on 127.0.0.1. */
  readonly port: number;
  /** How many connections it has cut. */
  readonly cut: () => number;
  /** The longest that one connection was silent between two signs of life of the far end, in milliseconds. */
  readonly longestSilence: () => number;
}

/** Starts one in front of a port of this machine; `idleMs` without a byte either way is too long. */
export async function startImpatientProxy(
  t: Ending,
  { to, idleMs }: { readonly to: number; readonly idleMs: number },
): Promise<ImpatientProxy> {
  const open = new Set<Socket>();
  let cut = 0;
  let longest = 0;
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    const end = () => {
      near.destroy();
      far.destroy();
    };
    let heardAt: number | undefined;
    far.on('data', () => {
      const now = performance.now();
      if (heardAt !== undefined) longest = Math.max(longest, now - heardAt);
      heardAt = now;
    });
    const timer = setTimeout(() => {
      cut += 1;
      end();
    }, idleMs);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('data', () => timer.refresh());
      one.on('error', end);
      one.once('close', () => {
        open.delete(one);
        clearTimeout(timer);
        end();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  lastly(t, () => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => cut,
    longestSilence: () => longest,
  };
}
