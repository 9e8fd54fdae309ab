import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { MachineFault, MadeSecret } from '../../access/made/made-machines.ts';
import { OVERLAP_MS } from '../../access/made/made-machines.ts';
import { peopleToActAs } from '../../access/made/people-to-act-as.ts';
import type { KeptMachine } from '../../store/contract.ts';
import { noteChange } from '../audited.ts';
import type { SettingsDependencies } from '../dependencies.ts';
import type { SettingsPage } from '../pages.ts';
import { doneSentence, sendBack, sendSettings } from '../send.ts';
import { actAsIn, formModel, issuerForm, type MachineFields, machineForm } from './form.ts';
import { knownMachines } from './known.ts';
import { fixedMachines, shownMachine } from './model.ts';
import { chosenScope } from './permission-words.ts';
import { linesOf, readScopeMap } from './scope-map.ts';
import { shownSecret } from './shown-once.ts';

type Kind = KeptMachine['kind'];

const named = z.object({ id: z.string().max(100) });
const rotation = named.extend({ mark: z.string().max(100), former: z.enum(['day', 'now']) });

/** Programs that come in without a person: made, shown once, replaced, deleted. */
export const machinesPage: SettingsPage = {
  path: 'machines',
  name: ({ machines }) => machines.nav,
  routes(app, deps) {
    const { made } = deps;
    app.get('/machines', async (request, reply) => sendList(deps, request, reply));
    for (const kind of ['key', 'client', 'issuer'] as const) {
      app.get(`/machines/${kind}`, async (request, reply) =>
        kindsIn(deps.config).includes(kind)
          ? sendForm(deps, request, reply, kind)
          : sendBack(request, reply, 'machines'),
      );
    }

    for (const kind of ['key', 'client'] as const) {
      app.post(`/machines/${kind}`, async (request, reply) => {
        const fields = machineForm.parse(request.body);
        const wanted = wantedIn(fields);
        const done = await (kind === 'key' ? made.addKey(wanted) : made.addClient(wanted));
        if (!done.ok) return sendForm(deps, request, reply, kind, { fields, fault: done.error });
        noteChange(deps, request, 'machine_made', idsOf(done.value.machine));
        return sendSecret(deps, request, reply, done.value);
      });
    }

    app.post('/machines/issuer', async (request, reply) => {
      const fields = issuerForm.parse(request.body);
      const scopeMap = readScopeMap(fields.scopeMap);
      const done =
        scopeMap === undefined
          ? ({ ok: false, error: 'scopeMap' } as const)
          : await made.addIssuer({
              ...wantedIn(fields),
              issuer: fields.issuer.trim(),
              audience: linesOf(fields.audience),
              algorithms: fields.algorithms,
              privateAddress: fields.privateAddress,
              scopeMap,
            });
      if (!done.ok) return sendForm(deps, request, reply, 'issuer', { fields, fault: done.error });
      noteChange(deps, request, 'machine_made', idsOf(done.value));
      return sendBack(request, reply, 'machines', 'trusted');
    });

    app.post('/machines/rotate', async (request, reply) => {
      const { id, mark, former } = rotation.parse(request.body);
      const keepFormer = former === 'day';
      const done = await made.rotate(id, mark, keepFormer);
      if (!done.ok) return sendList(deps, request, reply, done.error);
      noteChange(deps, request, 'machine_secret_replaced', idsOf(done.value.machine));
      return sendSecret(deps, request, reply, done.value, keepFormer);
    });

    app.post('/machines/remove', async (request, reply) => {
      const done = await made.remove(named.parse(request.body).id);
      if (!done.ok) return sendList(deps, request, reply, done.error);
      noteChange(deps, request, 'machine_removed', idsOf(done.value));
      return sendBack(request, reply, 'machines', 'removed');
    });
  },
};

/** The kinds that open anything in a mode. */
function kindsIn({ mode }: SettingsDependencies['config']): readonly Kind[] {
  if (mode === 'none') return [];
  return mode === 'oauth' ? ['key', 'client', 'issuer'] : ['key'];
}

function wantedIn(fields: MachineFields) {
  return { name: fields.name, scope: chosenScope(fields), actAs: actAsIn(fields) };
}

function idsOf({ id, kind }: KeptMachine) {
  return { machineId: id, machineKind: kind };
}

async function sendList(
  deps: SettingsDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  fault?: MachineFault,
): Promise<FastifyReply> {
  const { config, store, made, clock } = deps;
  const { words } = request.visit;
  const known = config.mode === 'none' ? [] : await knownMachines(store, made);
  const model = {
    title: words.machines.title,
    mode: config.mode,
    kinds: kindsIn(config),
    canMake: config.homeToken !== undefined || (await peopleToActAs(store)).length > 0,
    yours: known.map((one) => shownMachine(one, config, words, clock())),
    fixed: config.mode === 'none' ? [] : fixedMachines(config, words),
    done: doneSentence(request, words.machines.done),
    problem: fault && words.machines.problems[fault],
  };
  return sendSettings(request, reply, 'machines', model, fault === undefined ? 200 : 409);
}

async function sendForm(
  { config, store, supported }: SettingsDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  kind: Kind,
  again?: { readonly fields: MachineFields; readonly fault: MachineFault },
): Promise<FastifyReply> {
  const { words } = request.visit;
  const people = await peopleToActAs(store);
  const there = { people, houseAccount: config.homeToken !== undefined, supported: supported() };
  const model = {
    title: words.machines.add[kind],
    form: formModel(kind, there, words, again?.fields),
    problem: again && words.machines.problems[again.fault],
  };
  return sendSettings(request, reply, 'machine-form', model, again === undefined ? 200 : 400);
}

/** Answers the form itself, so that no address leads to a secret. */
async function sendSecret(
  { doors, clock }: SettingsDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  { machine, secret }: MadeSecret,
  keepFormer?: boolean,
): Promise<FastifyReply> {
  const { machines } = request.visit.words;
  const shown = shownSecret(machine, secret, doors.canonical);
  return sendSettings(request, reply, 'machine-secret', {
    title: machines.shown[shown.kind](machine.name),
    shown,
    formerEnded: keepFormer === false,
    formerUntil: keepFormer === true ? clock() + OVERLAP_MS : undefined,
  });
}
