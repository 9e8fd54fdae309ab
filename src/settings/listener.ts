import fastifyFormbody from '@fastify/formbody';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { parseForm } from '../net/form.ts';
import { closeOnUnreadBodies, LISTENER } from '../net/listener.ts';
import { NO_SCHEMAS } from '../net/no-schemas.ts';
import { REQUEST_IDS, sendRequestIds } from '../net/request-ids.ts';
import { boundSockets } from '../net/sockets.ts';
import { registerPages } from '../views/pages.ts';
import { Administrators, type ListedUser } from './administrators.ts';
import { assetRoutes } from './assets.ts';
import { FormTokens } from './csrf.ts';
import type { SettingsDependencies } from './dependencies.ts';
import { onlyAdministrators, onlyIngress, onlyOwnForms } from './guards.ts';
import { metricsRoute } from './metrics.ts';
import { PAGES } from './pages.ts';
import { answerSettingsTrouble } from './trouble.ts';
import { noteVisits } from './visit.ts';

/** Far more than administrators have open at once. */
const MOST_SOCKETS = 100;
const LARGEST_FORM = 256 * 1_024;

/**
 * The listener of the settings, which only ingress reaches: what every request meets first, in order,
 * then the pages. It believes no forwarded header; the Supervisor alone names who asks.
 */
export async function buildSettingsListener(
  deps: SettingsDependencies & {
    /** Told of every route as it is made: for a test that holds them to a list. */
    readonly onRoute?: (route: {
      readonly method: string | string[];
      readonly url: string;
    }) => void;
  },
): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: false,
    bodyLimit: LARGEST_FORM,
    routerOptions: { maxParamLength: 200, querystringParser: parseForm },
    ...LISTENER,
    ...NO_SCHEMAS,
    ...REQUEST_IDS,
  });
  boundSockets(app.server, MOST_SOCKETS);
  if (deps.onRoute !== undefined) app.addHook('onRoute', deps.onRoute);
  await registerPages(app, 'settings/layout.eta');
  await app.register(fastifyFormbody, { parser: parseForm });

  const tokens = new FormTokens(deps.random);
  const administrators = new Administrators({
    users: async () =>
      (await deps.ownHome()).command<readonly ListedUser[]>({ type: 'config/auth/list' }),
    clock: deps.clock,
  });
  sendRequestIds(app);
  onlyIngress(app);
  noteVisits(app);
  closeOnUnreadBodies(app);
  answerSettingsTrouble(app);
  assetRoutes(app);
  await app.register(async (scope) =>
    metricsRoute(scope, { administrators, tokens, metrics: deps.metrics }),
  );
  await app.register(async (scope) => {
    onlyAdministrators(scope, administrators, tokens);
    onlyOwnForms(scope, tokens);
    for (const page of PAGES) page.routes(scope, deps);
  });
  return app;
}
