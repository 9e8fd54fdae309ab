import type { FastifyInstance } from 'fastify';
import { LatchkeyError } from '../core/errors.ts';

/** Where a listener listens, and which setting says so. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly variable: string;
}

/** Starts a listener. Throws `port_in_use` when another program has the port. */
export async function listen(app: FastifyInstance, { host, port, variable }: Place): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new LatchkeyError(
      'port_in_use',
      `Port ${port} is used by another program: stop it, or choose another with ${variable}`,
      { cause: error },
    );
  }
}

/** The address at which this machine reaches a listener; undefined when it does not listen. */
export function localUrl({ server }: FastifyInstance): string | undefined {
  const address = server.address();
  return address === null || typeof address === 'string'
    ? undefined
    : `http://127.0.0.1:${address.port}`;
}
