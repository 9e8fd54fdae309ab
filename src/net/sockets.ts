import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Far more than a household and its tunnel open, at a few kilobytes each. */
export const MOST_SOCKETS = 1_000;

/**
 * Bounds the open connections of a server. At the limit a newcomer takes the place of whichever has
 * been waiting longest without a request under way, so that whoever opens connections and says
 * nothing pushes out their own. Only when all are busy is the newcomer turned away.
 */
export function boundSockets(server: Server, most = MOST_SOCKETS): void {
  const idle = new Set<Socket>();
  let open = 0;

  server.on('connection', (socket: Socket) => {
    open += 1;
    socket.once('close', () => {
      open -= 1;
      idle.delete(socket);
    });
    if (open > most) {
      const longest = idle.values().next().value ?? socket;
      idle.delete(longest);
      longest.destroy();
      if (longest === socket) return;
    }
    idle.add(socket);
  });

  server.on('request', ({ socket }, response) => {
    idle.delete(socket);
    response.once('close', () => {
      if (!socket.destroyed) idle.add(socket);
    });
  });
}
