import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RuleSubject } from '../../policy/rules.ts';
import { noteChange } from '../audited.ts';
import type { SettingsDependencies } from '../dependencies.ts';
import type { SettingsPage } from '../pages.ts';
import { doneSentence, sendBack, sendSettings, sendSettingsMessage } from '../send.ts';
import { offeredBy } from './choices.ts';
import { editOf } from './edit.ts';
import { formOf, type RuleForm, readForm, ruleFrom, saysSomething } from './form.ts';
import { overviewOf } from './overview.ts';
import { type Scene, sceneOf } from './scene.ts';
import { pathOf, type Subject, subjectAt } from './subjects.ts';

/** Permissions: the rules for everybody, each person and each assistant. */
export const permissionsPage: SettingsPage = {
  path: 'permissions',
  name: ({ permissions }) => permissions.nav,
  routes(app, deps) {
    app.get('/permissions', async (request, reply) => {
      const { permissions: words } = request.visit.words;
      const { subjects, everywhere, mirror } = await sceneOf(deps);
      return sendSettings(request, reply, 'permissions', {
        title: words.title,
        done: doneSentence(request, words.done),
        away: mirror === undefined,
        ...overviewOf(subjects, everywhere, mirror, words),
      });
    });

    app.get('/permissions/home', (request, reply) => showRule(deps, request, reply, 'home'));
    app.get('/permissions/person/*', (request, reply) => showRule(deps, request, reply, 'person'));
    app.get('/permissions/client/*', (request, reply) => showRule(deps, request, reply, 'client'));

    app.post('/permissions/preview', (request, reply) =>
      withForm(deps, request, reply, async ({ scene, subject, form }) => {
        const read = ruleFrom(form, subject.kind, offered(scene, subject), wordsOf(request));
        return sendRule(request, reply, scene, subject, {
          form,
          ...(read.ok ? { rule: read.rule } : { problem: read.problem }),
        });
      }),
    );

    app.post('/permissions/save', (request, reply) =>
      withForm(deps, request, reply, async ({ scene, subject, form }) => {
        const read = ruleFrom(form, subject.kind, offered(scene, subject), wordsOf(request));
        if (!read.ok) return sendRule(request, reply, scene, subject, { form, ...read });
        const { kind, id } = subject;
        const rule = saysSomething(read.rule) ? read.rule : undefined;
        await deps.store.putRule(scene.home, kind, id, rule);
        noteChange(deps, request, rule ? 'rule_saved' : 'rule_removed', { subject: kind, id });
        return sendBack(request, reply, pathOf(subject), rule ? 'saved' : 'nothing');
      }),
    );

    app.post('/permissions/remove', (request, reply) =>
      withForm(deps, request, reply, async ({ scene, subject: { kind, id } }) => {
        await deps.store.putRule(scene.home, kind, id, undefined);
        noteChange(deps, request, 'rule_removed', { subject: kind, id });
        return sendBack(request, reply, 'permissions', 'removed');
      }),
    );
  },
};

const wordsOf = (request: FastifyRequest) => request.visit.words.permissions;

interface Filled {
  readonly scene: Scene;
  readonly subject: Subject;
  readonly form: RuleForm;
}

async function withForm(
  deps: SettingsDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  act: (filled: Filled) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const { subject: kind, id, form } = readForm(request.body);
  const scene = await sceneOf(deps);
  const subject = scene.subjects.find((one) => one.kind === kind && one.id === id);
  return subject === undefined ? notThere(request, reply) : act({ scene, subject, form });
}

async function showRule(
  deps: SettingsDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  kind: RuleSubject,
): Promise<FastifyReply> {
  const { '*': word = '' } = request.params as { readonly '*'?: string };
  const scene = await sceneOf(deps);
  const subject = subjectAt(scene.subjects, kind, word);
  return subject === undefined
    ? notThere(request, reply)
    : sendRule(request, reply, scene, subject, {});
}

/** Shows a rule as it is kept, or what a form would make of it, or why that cannot be. */
function sendRule(
  request: FastifyRequest,
  reply: FastifyReply,
  scene: Scene,
  subject: Subject,
  sent: Partial<Pick<Filled, 'form'>> & {
    readonly rule?: Subject['rule'];
    readonly problem?: string;
  },
): Promise<FastifyReply> {
  const words = wordsOf(request);
  const model = editOf(
    {
      subject,
      rule: sent.rule ?? subject.rule,
      ...(sent.form !== undefined && { form: sent.form }),
      notSaved: sent.rule !== undefined,
      unreadable: sent.problem !== undefined,
      everywhere: scene.everywhere,
      home: scene.homeRule,
      offered: offered(scene, subject),
      mirror: scene.mirror,
    },
    words,
  );
  const { problem } = sent;
  return sendSettings(
    request,
    reply,
    'permission-rule',
    { ...model, done: doneSentence(request, words.done), problem },
    problem === undefined ? 200 : 400,
  );
}

function offered({ mirror, supported }: Scene, { rule }: Subject) {
  return offeredBy(mirror, supported, formOf(rule));
}

function notThere(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return sendSettingsMessage(request, reply, 404, request.visit.words.common.notFound);
}
