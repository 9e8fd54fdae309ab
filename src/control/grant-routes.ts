import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { GrantOperations } from './grant-operations.ts';
import { ControlRefusal } from './refusal.ts';

/** A client's id may be an address, so ids travel in bodies. */
const about = z.object({ id: z.string().min(1).max(4_096) });

/** The commands about grants and clients. */
export function grantRoutes(app: FastifyInstance, grants: GrantOperations): void {
  app.get('/grants', async () => grants.grants());
  app.post('/grants/pause', async ({ body }) => {
    const { id } = about.parse(body);
    if (!(await grants.pause(id))) throw gone('It may be paused already.');
    return {};
  });
  app.post('/grants/resume', async ({ body }) => {
    const { id } = about.parse(body);
    if (!(await grants.resume(id))) throw gone('It may not be paused.');
    return {};
  });
  app.post('/grants/end', async ({ body }) => {
    const { id } = about.parse(body);
    if (!(await grants.end(id))) throw gone('It may have ended already.');
    return { ended: 1 };
  });
  app.post('/grants/end-all', async () => ({ ended: await grants.endAll() }));

  app.get('/clients', async () => ({ clients: await grants.clients() }));
  app.post('/clients/remove', async ({ body }) => {
    const done = await grants.removeClient(about.parse(body).id);
    if (done === 'unknown') {
      throw new ControlRefusal('unknown_client', 'There is no client of that id: see clients.');
    }
    if (done === 'listed') {
      throw new ControlRefusal(
        'listed_client',
        'This client is listed in the configuration and would be back after a restart: take it off the list there.',
      );
    }
    return {};
  });
}

function gone(perhaps: string): ControlRefusal {
  return new ControlRefusal(
    'unknown_grant',
    `There is no connection of that id that this could be done to. ${perhaps} See latchkey grants.`,
  );
}
