import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { NotEntered } from '../../control/servers.ts';
import type { Trial } from '../../upstreams/trial.ts';
import type { Words } from '../../words/words.ts';
import type { SettingsDependencies } from '../dependencies.ts';
import { sendBack, sendSettings } from '../send.ts';
import { administratorOf } from '../visit.ts';
import { blankForm, enteredIn, formOf, HEADER_ROWS, ServerForm, SIGN_INS } from './form.ts';
import { PAGE, showList } from './list-routes.ts';

const named = z.object({ name: z.string().max(100) });

/** Adding a server and changing one that was added here. */
export function entryRoutes(app: FastifyInstance, deps: SettingsDependencies): void {
  const { operations, servers } = deps;
  const taken = () => operations.secrets().map(({ name }) => name);
  const whoIs = (request: FastifyRequest) => ({ administrator: administratorOf(request).id });

  app.get('/servers/add', async (request, reply) => showForm(request, reply, blankForm()));

  app.post('/servers/add', async (request, reply) => {
    const form = ServerForm.parse(request.body);
    const { problem } = request.visit.words.servers;
    const entered = enteredIn(form, undefined, taken());
    if (!entered.ok) return showForm(request, reply, form, { problem: problem[entered.error] });
    const { name } = entered.value;
    const added = await servers.add(entered.value, form.try, whoIs(request));
    if (!added.ok) {
      return showForm(request, reply, form, { problem: sentenceFor(added.error, name, problem) });
    }
    if (form.sign_in === 'person') return sendBack(request, reply, PAGE, 'added-person');
    if (added.value?.is === 'answered') {
      return sendBack(request, reply, `${PAGE}/${name}/tools`, 'added');
    }
    return sendBack(request, reply, PAGE, signInOr(added.value, 'added-sign-in', 'untried'));
  });

  app.get('/servers/:name/edit', async (request, reply) => {
    const { name } = named.parse(request.params);
    const form = formOf(name, servers.entered(name));
    if (form !== undefined) return showForm(request, reply, form, { changes: name });
    return showList(request, reply, deps, request.visit.words.servers.problem.gone);
  });

  app.post('/servers/:name/edit', async (request, reply) => {
    const { name } = named.parse(request.params);
    const form = { ...ServerForm.parse(request.body), name };
    const { problem } = request.visit.words.servers;
    const before = servers.entered(name);
    if (before === undefined) return showList(request, reply, deps, problem.gone);
    const entered = enteredIn(form, before, taken());
    const again = (sentence: string) =>
      showForm(request, reply, form, { changes: name, problem: sentence });
    if (!entered.ok) return again(problem[entered.error]);
    const changed = await servers.change(entered.value, form.try, whoIs(request));
    if (!changed.ok) return again(sentenceFor(changed.error, name, problem));
    const untried = changed.value === undefined ? 'changed-untried' : 'changed';
    return sendBack(request, reply, PAGE, signInOr(changed.value, 'changed-sign-in', untried));
  });
}

function signInOr(trial: Trial | undefined, wanted: string, otherwise: string): string {
  return trial?.is === 'needs sign-in' ? wanted : otherwise;
}

/** The form, with what was typed in but no secret of it. */
async function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  form: ServerForm,
  { changes, problem }: { readonly changes?: string; readonly problem?: string } = {},
): Promise<FastifyReply> {
  const { form: said } = request.visit.words.servers;
  const {
    token: _token,
    client_secret: _secret,
    machine_secret: _machine,
    value_1: _1,
    value_2: _2,
    value_3: _3,
    ...shown
  } = form;
  return sendSettings(
    request,
    reply,
    'servers-form',
    {
      title: changes === undefined ? said.addTitle : said.changeTitle(changes),
      form: shown,
      kinds: SIGN_INS,
      rows: HEADER_ROWS,
      changes,
      action: changes === undefined ? `${PAGE}/add` : `${PAGE}/${changes}/edit`,
      problem,
    },
    problem === undefined ? 200 : 400,
  );
}

function sentenceFor(
  fault: NotEntered,
  name: string,
  problem: Words['servers']['problem'],
): string {
  switch (fault.why) {
    case 'taken':
      return problem.taken(name);
    case 'entry':
      return problem.unfit(fault.sentence);
    case 'secret':
      return problem.secret(fault.sentence);
    case 'trial':
      return problem.trial(fault.sentence);
    default:
      return problem[fault.why];
  }
}
