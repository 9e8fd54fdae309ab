import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut; while it is, every connection ends as soon as it is made. */
export interface FlappingProxy {
  readonly port: number;
  setReachable(reachable: boolean): void;
  stop(): void;
}

export async function startFlappingProxy(to: number): Promise<FlappingProxy> {
  const open = new Set<Socket>();
  let reachable = true;
  const server = createServer((client) => {
    if (!reachable) return void client.destroy();
    const onwards = connect(to, '127.0.0.1');
    for (const [one, other] of [
      [client, onwards],
      [onwards, client],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    setReachable(now) {
      reachable = now;
      if (!now) cut();
    },
    stop() {
      cut();
      server.close();
    },
  };
}
