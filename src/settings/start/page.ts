import type { FastifyRequest } from 'fastify';
import { renderSVG } from 'uqr';
import { isLatchkeyError } from '../../core/errors.ts';
import type { Examination } from '../../doctor/examination.ts';
import { firstProblem } from '../../doctor/finding.ts';
import type { Words } from '../../words/words.ts';
import type { SettingsDependencies } from '../dependencies.ts';
import type { SettingsPage } from '../pages.ts';
import { doneSentence, sendSettings } from '../send.ts';
import { choosing } from './address-model.ts';
import { addressRoutes, type ShowStart } from './address-routes.ts';
import { addresses } from './addresses.ts';
import { guides } from './guides.ts';
import { homeClientModel, homeClientRoutes } from './home-client.ts';
import { type Facts, nextStep, type Step } from './next-step.ts';

/** Where each step is done, when that is a page of ours. */
const PLACES: Partial<Readonly<Record<Step, string>>> = {
  noAddress: '#choose',
  problem: 'doctor',
  approve: 'servers',
  signIn: 'servers',
};

/** The first page: the address to copy, how to connect each assistant, and the one thing to do next. */
export const startPage: SettingsPage = {
  path: '',
  name: ({ start }) => start.nav,
  routes(app, deps) {
    const show: ShowStart = async (request, reply, { status, ...more }) =>
      sendSettings(request, reply, 'start', { ...(await model(request, deps)), ...more }, status);

    app.get('/', async (request, reply) => {
      const { start } = request.visit.words;
      const done = doneSentence(request, start.done);
      return sendSettings(request, reply, 'start', { ...(await model(request, deps)), done });
    });
    addressRoutes(app, deps, show);
    homeClientRoutes(app, deps, show);
  },
};

async function model(request: FastifyRequest, deps: SettingsDependencies) {
  const { words } = request.visit;
  const { start } = words;
  const { config, doors, examination } = deps;
  const home = await homeState(deps);
  const assistants = await livingGrants(deps);
  const step = nextStep({
    home: home.state,
    problem: firstProblem(examination.state.last?.findings ?? []) !== undefined,
    addressSet: config.baseUrls.length > 0,
    assistants,
    ...waiting(deps),
  });
  const known = addresses(config.baseUrls, doors.canonical.issuer);
  const forHome = await homeClientModel(deps, words);
  // Inside Home Assistant OS this very machine is a container that no assistant runs in.
  const all = config.supervisor !== undefined && config.baseUrls.length === 0 ? [] : known;
  return {
    title: start.title,
    step: { ...start.steps[step], place: PLACES[step], settled: step === 'nothing' },
    addresses: all.map((one) => ({ ...one, qr: renderSVG(one.url, { border: 2 }) })),
    ...choosing(deps, words),
    everywhere: all.some(({ reach }) => reach === 'everywhere'),
    home:
      home.state === 'connected'
        ? start.homeStates.connected(home.version)
        : start.homeStates[home.state],
    door: start.doorStates[doorState(examination.state)],
    certificate: certificateState(examination.state, words),
    assistants: start.connected(assistants),
    guides: guides(all, forHome.address, words),
    forHome,
  };
}

/** How the front door stood at the last check-up. */
function doorState({ looking, last }: Examination['state']): keyof Words['start']['doorStates'] {
  if (last === undefined) return looking === undefined ? 'never' : 'looking';
  const found = last.findings.filter(({ about }) => about === 'door');
  if (found.some(({ status }) => status === 'problem')) return 'problem';
  return found.some(({ status }) => status === 'warning') ? 'warning' : 'sound';
}

/** How the certificates of our https addresses stood then; undefined when there is nothing to say. */
function certificateState({ last }: Examination['state'], { checkUp }: Words): string | undefined {
  const found = (last?.findings ?? [])
    .filter(({ check, subject }) => check === 'certificate' && subject.startsWith('https:'))
    .map(({ status }) => status);
  const worst = (['problem', 'warning', 'unknown', 'ok'] as const).find((one) =>
    found.includes(one),
  );
  return worst && checkUp.statuses[worst];
}

async function homeState({
  ownHome,
}: SettingsDependencies): Promise<
  | { readonly state: 'connected'; readonly version: string }
  | { readonly state: Exclude<Facts['home'], 'connected'> }
> {
  try {
    const { mirror } = await ownHome();
    return { state: 'connected', version: mirror.config.version };
  } catch (error) {
    return { state: isLatchkeyError(error, 'home_refused') ? 'refused' : 'away' };
  }
}

async function livingGrants({ store }: SettingsDependencies): Promise<number> {
  const living = (await store.grants()).filter(({ endedAt }) => endedAt === undefined);
  return new Set(living.map(({ clientId }) => clientId)).size;
}

function waiting({ gateway }: SettingsDependencies) {
  const report = gateway.report();
  return {
    waitingTools: report.reduce((sum, one) => sum + one.waiting, 0),
    needSignIn: report.filter(({ status }) => status === 'needs sign-in').length,
  };
}
