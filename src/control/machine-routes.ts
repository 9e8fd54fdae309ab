import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { MachineOperations } from './machine-operations.ts';

const wanted = z.object({
  name: z.string().max(500),
  scope: z.array(z.string().max(200)).max(200),
  as: z.string().max(500).optional(),
});
const named = z.object({ name: z.string().max(500) });
const rotation = named.extend({ former: z.enum(['day', 'now']) });

/** The commands of the control socket about machines, beside those of `routes.ts`. */
export function machineRoutes(app: FastifyInstance, operations: MachineOperations): void {
  app.get('/machines', async () => ({ machines: await operations.list() }));
  app.post('/machines/keys', async ({ body }) => {
    const { name, scope, as } = wanted.parse(body);
    return operations.addKey({ name, scope, ...(as !== undefined && { as }) });
  });
  app.post('/machines/rotate', async ({ body }) => {
    const { name, former } = rotation.parse(body);
    return operations.rotate(name, former === 'day');
  });
  app.post('/machines/remove', async ({ body }) => {
    await operations.remove(named.parse(body).name);
    return {};
  });
}
