import { chmodSync, lstatSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { NO_SCHEMAS } from '../net/no-schemas.ts';
import { type Commands, controlRoutes } from './routes.ts';
import { pathFault, socketPath } from './socket-path.ts';

/** A secret of 8 KiB, each byte of it escaped. */
const LARGEST_BODY = 64 * 1_024;
const OWNER_ONLY = 0o600;

/**
 * Answers Latchkey's own commands on a Unix socket in the data folder, which only its owner (and
 * root) can open; never on a port. Without it the front door works as well, so trouble with it is a
 * warning. The result closes it and takes the file away.
 */
export async function listenForCommands(
  dataDir: string,
  commands: Commands,
  log: FastifyBaseLogger,
): Promise<() => Promise<void>> {
  const path = socketPath(dataDir);
  const fault = pathFault(path) ?? (await clearWay(path));
  if (fault !== undefined) {
    log.warn(`Latchkey cannot be reached by its commands. ${fault}`);
    return async () => {};
  }
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LARGEST_BODY,
    routerOptions: { maxParamLength: 1_000 },
    ...NO_SCHEMAS,
  });
  controlRoutes(app, commands);
  await app.ready();
  try {
    await bind(app.server, path);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    log.warn(`Latchkey cannot be reached by its commands. ${path} cannot be made (${code}).`);
    await app.close();
    return async () => {};
  }
  return async () => {
    const closed = new Promise((resolve) => app.server.close(resolve));
    app.server.closeAllConnections();
    await closed;
    await app.close();
  };
}

/** Makes the socket for its owner only from the first moment on: node binds within `listen`. */
async function bind(server: Server, path: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  const before = process.umask(0o177);
  try {
    server.listen(path, resolve);
  } finally {
    process.umask(before);
  }
  await promise;
  server.off('error', reject);
  chmodSync(path, OWNER_ONLY);
}

/** Removes the socket of a Latchkey that is no more; why not, if that cannot be done. */
async function clearWay(path: string): Promise<string | undefined> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isSocket()) return `${path} is no socket: move it away.`;
  if (await answers(path)) return `Another Latchkey that runs on the same data answers at ${path}.`;
  rmSync(path, { force: true });
  return undefined;
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
