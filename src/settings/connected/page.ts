import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { noteChange } from '../audited.ts';
import type { SettingsDependencies } from '../dependencies.ts';
import type { SettingsPage } from '../pages.ts';
import { doneSentence, sendBack, sendSettings } from '../send.ts';
import { loweredScope } from './lowered-scope.ts';
import { connectedModel } from './model.ts';

const about = z.object({ grant: z.string().min(1).max(200) });
const lowering = about.extend({
  level: z.enum(['nothing', 'look', 'control', 'configure']).optional(),
  energy: z.literal('yes').optional(),
  server: z.union([z.string(), z.array(z.string()).max(1_000)]).optional(),
});

/** What is connected, and ending, pausing or lowering it. */
export const connectedPage: SettingsPage = {
  path: 'connected',
  name: ({ connected }) => connected.nav,
  routes(app, deps) {
    const { grants } = deps;
    app.get('/connected', async (request, reply) => show(request, reply, deps));

    app.post('/connected/lower', async (request, reply) => {
      const { grant: id, level, energy, server } = lowering.parse(request.body);
      const found = (await grants.grants()).grants.find((one) => one.id === id);
      if (found === undefined) return show(request, reply, deps, 'gone');
      const servers = [server ?? []].flat();
      const left = loweredScope(found.scope, { level, energy: energy === 'yes', servers });
      if (left.length === 0) return show(request, reply, deps, 'nothingLeft');
      return finish(request, reply, deps, {
        id,
        did: await grants.lower(id, left),
        what: 'lowered',
      });
    });

    const changes = [
      ['pause', 'paused', (id: string) => grants.pause(id)],
      ['resume', 'resumed', (id: string) => grants.resume(id)],
      ['disconnect', 'disconnected', (id: string) => grants.end(id)],
    ] as const;
    for (const [path, what, change] of changes) {
      app.post(`/connected/${path}`, async (request, reply) => {
        const { grant: id } = about.parse(request.body);
        return finish(request, reply, deps, { id, did: await change(id), what });
      });
    }

    app.post('/connected/disconnect-everything', async (request, reply) => {
      const count = await grants.endAll();
      noteChange(deps, request, 'disconnected_everything', { count });
      return sendBack(request, reply, 'connected', 'everything');
    });
  },
};

/** The page anew: that it is done, or that it could not be. */
async function finish(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SettingsDependencies,
  { id, did, what }: { readonly id: string; readonly did: boolean; readonly what: string },
): Promise<FastifyReply> {
  if (!did) return show(request, reply, deps, 'gone');
  noteChange(deps, request, what, { grant: id });
  return sendBack(request, reply, 'connected', what);
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { grants, config, clock }: SettingsDependencies,
  problem?: 'gone' | 'nothingLeft',
): Promise<FastifyReply> {
  const { language, words } = request.visit;
  const { connected } = words;
  const model = connectedModel(await grants.grants(), {
    language,
    words,
    now: clock(),
    manyHomes: config.homes.length > 1,
  });
  const status = { gone: 409, nothingLeft: 400 } as const;
  return sendSettings(
    request,
    reply,
    'connected',
    {
      title: connected.title,
      done: doneSentence(request, connected.done),
      problem: problem && connected[problem],
      ...model,
    },
    problem === undefined ? 200 : status[problem],
  );
}
