import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SettingsDependencies } from '../dependencies.ts';
import { orSay } from '../or-say.ts';
import { doneSentence, sendBack, sendSettings } from '../send.ts';
import { administratorOf } from '../visit.ts';
import { formOf } from './form.ts';
import { homeMcpState } from './home-mcp-state.ts';
import { serversModel } from './model.ts';

export const PAGE = 'servers';

const named = z.object({ name: z.string().max(100) });
const secretForm = z.object({
  name: z.string().trim().max(200).default(''),
  value: z.string().max(16_384).default(''),
});
const debugForm = z.object({ on: z.enum(['yes', 'no']) });

/** The list of servers, what is done with one at a press, their secrets, and the sign-in log. */
export function listRoutes(app: FastifyInstance, deps: SettingsDependencies): void {
  const { operations, servers } = deps;
  const whoIs = (request: FastifyRequest) => ({ administrator: administratorOf(request).id });

  app.get('/servers', async (request, reply) => showList(request, reply, deps));

  app.post('/servers/:name/refresh', async (request, reply) => {
    const { name } = named.parse(request.params);
    return orList(request, reply, deps, async () => {
      await operations.refresh(name);
      return sendBack(request, reply, `${PAGE}/${name}/tools`, 'refreshed');
    });
  });

  app.post('/servers/:name/remove', async (request, reply) => {
    const { name } = named.parse(request.params);
    if (await servers.remove(name, whoIs(request)))
      return sendBack(request, reply, PAGE, 'removed');
    return showList(request, reply, deps, request.visit.words.servers.problem.gone);
  });

  // The link is a right of its own, so it is in this answer alone: never in an address or a log.
  app.post('/servers/:name/sign-in', async (request, reply) => {
    const { name } = named.parse(request.params);
    return orList(request, reply, deps, async () => {
      const link = await operations.signInAddress(name, whoIs(request));
      const title = request.visit.words.servers.link.title(name);
      return sendSettings(request, reply, 'servers-link', { title, link });
    });
  });

  app.post('/servers/secret-set', async (request, reply) => {
    const { name, value } = secretForm.parse(request.body);
    return orList(request, reply, deps, async () => {
      await operations.setSecret(name, value, whoIs(request));
      return sendBack(request, reply, PAGE, 'secret-set');
    });
  });

  app.post('/servers/secret-remove', async (request, reply) => {
    const { name } = secretForm.parse(request.body);
    return orList(request, reply, deps, async () => {
      await operations.removeSecret(name, whoIs(request));
      return sendBack(request, reply, PAGE, 'secret-removed');
    });
  });

  app.post('/servers/debug', async (request, reply) => {
    const on = debugForm.parse(request.body).on === 'yes';
    operations.switchDebug(on, whoIs(request));
    return sendBack(request, reply, PAGE, on ? 'debug-on' : 'debug-off');
  });
}

/** Does what was asked, or shows the list with the sentence that says why it was not done. */
export function orList(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SettingsDependencies,
  work: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const { problem } = request.visit.words.servers;
  return orSay(work, ({ sentence }) => showList(request, reply, deps, problem.notDone(sentence)));
}

/** The page of all servers, with what went wrong when something did. */
export async function showList(
  request: FastifyRequest,
  reply: FastifyReply,
  { config, operations, servers, surroundings, ownHome }: SettingsDependencies,
  problem?: string,
): Promise<FastifyReply> {
  const { words, language } = request.visit;
  const times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const { connections } = operations.connections();
  const model = serversModel(
    {
      connections,
      written: servers.written(),
      isEntered: (name) => servers.entered(name) !== undefined,
      hosts: new Map(connections.flatMap(({ name }) => hostOf(name, servers.entered(name)))),
      haMcp: surroundings.found.haMcp,
      homeMcp: await homeMcpState(config.upstreams.homeMcp, ownHome),
      secrets: operations.secrets(),
      usersOf: (secret) => servers.usersOf(secret),
      debug: operations.debug(),
    },
    words,
    (at) => times.format(at),
  );
  const done = doneSentence(request, words.servers.done);
  return sendSettings(
    request,
    reply,
    'servers',
    { title: words.servers.title, ...model, done, problem },
    problem === undefined ? 200 : 409,
  );
}

/** The rest of an address may hold a key. */
function hostOf(name: string, entry: unknown): readonly (readonly [string, string])[] {
  const host = URL.parse(formOf(name, entry)?.url ?? '')?.host;
  return host === undefined ? [] : [[name, host]];
}
