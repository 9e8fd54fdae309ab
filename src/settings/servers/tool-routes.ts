import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { WaitingWhole } from '../../control/answers.ts';
import { ControlRefusal } from '../../control/refusal.ts';
import type { SettingsDependencies } from '../dependencies.ts';
import { orSay } from '../or-say.ts';
import { doneSentence, sendBack, sendSettings } from '../send.ts';
import { administratorOf } from '../visit.ts';
import { orList, PAGE, showList } from './list-routes.ts';
import { readTool, toolsModel } from './tools-model.ts';

const named = z.object({ name: z.string().max(100) });
const list = z
  .union([z.string(), z.array(z.string()).max(1_000)])
  .default([])
  .transform((said) => [said].flat());
const approval = z.object({ tool: list, shown: list, all: z.string().optional() });
const putBack = z.object({ tool: z.string() });

/** The tools of one server: reading and approving those that wait, and taking one out of use. */
export function toolRoutes(app: FastifyInstance, deps: SettingsDependencies): void {
  const { operations } = deps;
  const whoIs = (request: FastifyRequest) => ({ administrator: administratorOf(request).id });

  app.get('/servers/:name/tools', async (request, reply) => {
    const { name } = named.parse(request.params);
    return showTools(request, reply, deps, name);
  });

  app.post('/servers/:name/approve', async (request, reply) => {
    const { name } = named.parse(request.params);
    const { tool, shown, all } = approval.parse(request.body);
    const { problem } = request.visit.words.servers;
    const read = (all === undefined ? tool : shown).flatMap((id) => readTool(id) ?? []);
    if (read.length === 0) return showTools(request, reply, deps, name, problem.noneTicked);
    return onPage(request, reply, deps, name, async () => {
      await operations.approve(name, read, whoIs(request));
      return sendBack(request, reply, `${PAGE}/${name}/tools`, 'approved');
    });
  });

  app.post('/servers/:name/put-back', async (request, reply) => {
    const { name } = named.parse(request.params);
    const { tool } = putBack.parse(request.body);
    return onPage(request, reply, deps, name, async () => {
      await operations.withdraw(name, tool, whoIs(request));
      return sendBack(request, reply, `${PAGE}/${name}/tools`, 'put-back');
    });
  });
}

/** Does what was asked, or shows the tools as they are now with why it was not done. */
function onPage(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SettingsDependencies,
  name: string,
  work: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const { problem } = request.visit.words.servers;
  return orSay(work, ({ sentence }) =>
    showTools(request, reply, deps, name, problem.notDone(sentence)),
  );
}

async function showTools(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SettingsDependencies,
  name: string,
  problem?: string,
): Promise<FastifyReply> {
  const { words } = request.visit;
  const report = deps.gateway.report().find((one) => one.name === name);
  const shelf = deps.gateway.shelves.get(name);
  if (report === undefined) {
    return showList(request, reply, deps, words.servers.problem.gone);
  }
  return orList(request, reply, deps, async () => {
    const asked = report.perPerson ? { waiting: [] } : await askedOf(deps, name);
    const model = toolsModel(
      {
        name,
        waiting: asked.waiting,
        approvedAs: (tool) => shelf?.approvedAs(tool),
        inUse: shelf?.inUse ?? [],
        problem: asked.problem,
      },
      words,
    );
    const { toolsPage, perPersonTools, done } = words.servers;
    return sendSettings(
      request,
      reply,
      'servers-tools',
      {
        title: toolsPage.title(name),
        name,
        ...model,
        perPerson: report.perPerson ? perPersonTools : undefined,
        silent: model.problem,
        problem,
        done: doneSentence(request, done),
      },
      problem === undefined ? 200 : 409,
    );
  });
}

/** What waits now; of one that does not answer nothing can be said, but what is in use is known. */
async function askedOf(
  { operations }: SettingsDependencies,
  name: string,
): Promise<{ readonly waiting: readonly WaitingWhole[]; readonly problem?: string }> {
  try {
    return { waiting: await operations.waiting(name) };
  } catch (thrown) {
    if (!(thrown instanceof ControlRefusal) || thrown.error !== 'connection_failed') throw thrown;
    return { waiting: [], problem: thrown.sentence };
  }
}
