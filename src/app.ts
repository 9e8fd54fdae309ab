import fastifyFormbody from '@fastify/formbody';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { AccessTokens } from './access/access-tokens.ts';
import { resourceMetadataRoutes } from './access/resource-metadata.ts';
import { registrationRoutes } from './clients/registration-routes.ts';
import type { Config } from './config/config.ts';
import { type Clock, MINUTE } from './core/clock.ts';
import type { Random } from './core/ids.ts';
import type { HomeConnections } from './home/connections.ts';
import { checkToken } from './home/sign-in.ts';
import type { Keyring } from './keys/keyring.ts';
import { mcpRoutes } from './mcp/routes.ts';
import { Attempts } from './net/attempts.ts';
import { openToAnyOrigin } from './net/cors.ts';
import { guardDoors } from './net/door-guard.ts';
import type { FrontDoors } from './net/front-doors.ts';
import { answerTrouble } from './net/trouble.ts';
import { authorizeRoutes } from './oauth/authorize/routes.ts';
import { consentRoutes } from './oauth/consent/routes.ts';
import { metadataRoutes } from './oauth/metadata/routes.ts';
import { revokeRoutes } from './oauth/revoke/routes.ts';
import { Overlaps } from './oauth/token/overlaps.ts';
import { tokenRoutes } from './oauth/token/routes.ts';
import type { Vault } from './people/vault.ts';
import type { Store } from './store/contract.ts';
import { TOOLS } from './tools/catalog.ts';
import { registerPages } from './views/pages.ts';

/** Everything the listeners stand on, opened by whoever starts the process. */
export interface AppDependencies {
  readonly config: Config;
  readonly doors: FrontDoors;
  readonly store: Store;
  readonly keyring: Keyring;
  readonly vault: Vault;
  readonly connections: HomeConnections;
  readonly tokens: AccessTokens;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: FastifyBaseLogger;
  readonly endCredential: (credentialId: string) => Promise<void>;
}

const CROSS_ORIGIN_ENDPOINTS = ['/register', '/token', '/revoke', '/jwks', '/.well-known/*'];

/**
 * The public listener: every plugin in the order a request meets them. Nothing here answers for
 * administrators.
 */
export async function buildPublicListener(deps: AppDependencies): Promise<FastifyInstance> {
  const { config, doors, store, keyring, vault, clock, random } = deps;
  const supported = config.scopes;
  const app = Fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustProxy(config),
    routerOptions: { maxParamLength: 200 },
    requestTimeout: MINUTE,
  });

  answerTrouble(app);
  guardDoors(app, doors);
  app.get('/healthz', async () => ({ status: 'ok' }));

  await app.register(async (scope) => {
    await scope.register(fastifyFormbody, { bodyLimit: 16 * 1_024 });
    openToAnyOrigin(scope, CROSS_ORIGIN_ENDPOINTS);
    metadataRoutes(scope, { doors, keyring, supported });
    resourceMetadataRoutes(scope, doors, supported);
    registrationRoutes(scope, { store, clock, random, scopes: supported });
    tokenRoutes(scope, {
      store,
      keyring,
      clock,
      random,
      supported,
      overlaps: new Overlaps(clock),
      ...config.lifetimes,
    });
    revokeRoutes(scope, {
      store,
      clock,
      grantIdOf: async (token) => (await deps.tokens.verify(token))?.grantId,
    });
  });

  await app.register(async (scope) => {
    await scope.register(fastifyFormbody, { bodyLimit: 16 * 1_024 });
    await registerPages(scope);
    authorizeRoutes(scope, {
      store,
      clock,
      random,
      supported,
      consentMs: config.lifetimes.consentMs,
    });
    consentRoutes(scope, {
      store,
      clock,
      random,
      vault,
      supported,
      homes: config.homes,
      codeMs: config.lifetimes.codeMs,
      attempts: new Attempts({ clock, most: 10, windowMs: 10 * MINUTE }),
      checkToken: (home, token) => checkToken(home, token, { clock }),
    });
  });

  await app.register(async (scope) => {
    mcpRoutes(scope, {
      doors,
      store,
      clock,
      supported,
      tokens: deps.tokens,
      tools: TOOLS,
      connections: deps.connections,
      required: config.requiredScopes,
      corsOrigins: config.corsOrigins,
      endCredential: deps.endCredential,
    });
  });

  return app;
}

/** What fastify is told of whom to believe; a number counts proxies from us outwards. */
function trustProxy({ trustProxy: trusted }: Config) {
  if (trusted === false) return false;
  return typeof trusted === 'number'
    ? (_address: string, hop: number) => hop < trusted
    : [...trusted];
}
