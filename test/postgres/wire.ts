import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type Ending, lastly } from '../support/lastly.ts';

/** The way to a database, which can be long, cut, silent, or lead to another one. */
export interface Wire {
  readonly port: number;
  /** Where new connections lead. */
  to: number;
  /** How long each piece takes on its way, in milliseconds. */
  delayMs: number;
  /** Whether nothing arrives any more, while every connection looks open. */
  silent: boolean;
  /** How many connections were begun so far. */
  begun: number;
  /** Breaks every connection there is. */
  cut(): void;
}

/** Starts one that leads to a port of this machine. */
export async function startWire(t: Ending, to: number): Promise<Wire> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    wire.begun += 1;
    const far = connect(wire.to, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.setNoDelay(true);
      one.on('data', (piece) => {
        if (wire.silent) return;
        if (wire.delayMs === 0) other.write(piece);
        else setTimeout(() => other.write(piece), wire.delayMs);
      });
      one.on('error', () => {});
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  const wire: Wire = { port: 0, to, delayMs: 0, silent: false, begun: 0, cut };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  lastly(t, () => {
    server.close();
    cut();
  });
  return Object.assign(wire, { port: (server.address() as AddressInfo).port });
}
