import type { FastifyInstance } from 'fastify';
import type { KeyOperations } from './key-operations.ts';

/** The commands of the control socket about our own keys, beside those of `routes.ts`. */
export function keyRoutes(app: FastifyInstance, operations: KeyOperations): void {
  app.get('/keys', async () => operations.list());
  app.post('/keys/signing/rotate', async () => {
    await operations.rotateSigning();
    return operations.list();
  });
  app.post('/keys/encryption/rotate', async () => ({
    unreadable: await operations.rotateEncryption(),
    ...operations.list(),
  }));
}
