import fastifyFormbody from '@fastify/formbody';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { AccessTokens } from './access/access-tokens.ts';
import { Accounts } from './access/accounts.ts';
import { apiKeys } from './access/api-keys.ts';
import { bearerGate } from './access/bearer.ts';
import type { Gate } from './access/gate.ts';
import { clientTokens, MachineClients } from './access/machine-clients.ts';
import { Machines } from './access/machines.ts';
import { madeKeys } from './access/made/made-keys.ts';
import { namedByBearer, namedGrant } from './access/named-grant.ts';
import { neighbourGate } from './access/neighbour-gate.ts';
import { notingUse } from './access/noting-use.ts';
import { personTokens } from './access/person-tokens.ts';
import type { Prover } from './access/prover.ts';
import { resourceMetadataRoutes } from './access/resource-metadata.ts';
import { ruleBook } from './access/rule-book.ts';
import { trustedTokens } from './access/trusted-issuers/trusted-tokens.ts';
import { type Authenticate, clientAuthentication } from './clients/authentication.ts';
import { ClientKeys } from './clients/client-keys.ts';
import { clientDocuments } from './clients/documents.ts';
import { ClientFinder } from './clients/find-client.ts';
import { registrationRoutes } from './clients/registration-routes.ts';
import type { Companion } from './companion/companion.ts';
import type { AuthMode, Config } from './config/config.ts';
import { type Clock, MINUTE } from './core/clock.ts';
import type { Random } from './core/ids.ts';
import type { DebugLog } from './debug/debug-log.ts';
import { noteRequests } from './debug/inbound.ts';
import type { Timeline } from './doctor/timeline/timeline.ts';
import { watchConnecting } from './doctor/timeline/watch.ts';
import type { HomeConnections } from './home/connections.ts';
import { endLogin } from './home/login.ts';
import { checkCode, checkToken } from './home/sign-in.ts';
import type { Keyring } from './keys/keyring.ts';
import { homeArchive } from './mcp/home-archive.ts';
import { mcpRoutes } from './mcp/routes.ts';
import { type AnswerListener, noteAnswers } from './net/answers.ts';
import { Attempts } from './net/attempts.ts';
import { tellOfIgnoredProxy } from './net/client-address.ts';
import { openToAnyOrigin } from './net/cors.ts';
import { guardDoors } from './net/door-guard.ts';
import { parseForm } from './net/form.ts';
import type { FrontDoors } from './net/front-doors.ts';
import { type LimitDependencies, limitRequests, type Proof } from './net/limits/limit-requests.ts';
import type { Limits } from './net/limits/table.ts';
import { closeOnUnreadBodies, LISTENER } from './net/listener.ts';
import { NO_SCHEMAS } from './net/no-schemas.ts';
import type { RemoteFault } from './net/remote-json.ts';
import { REQUEST_IDS, sendRequestIds } from './net/request-ids.ts';
import type { SafeFetch } from './net/safe-fetch.ts';
import { boundSockets } from './net/sockets.ts';
import { answerTrouble } from './net/trouble.ts';
import { authorizeRoutes } from './oauth/authorize/routes.ts';
import { ownForm } from './oauth/consent/own-form.ts';
import { consentRoutes } from './oauth/consent/routes.ts';
import { introspectRoutes } from './oauth/introspect/routes.ts';
import { metadataRoutes } from './oauth/metadata/routes.ts';
import { revokeRoutes } from './oauth/revoke/routes.ts';
import { grantOfForm } from './oauth/token/known-token.ts';
import { Overlaps } from './oauth/token/overlaps.ts';
import { tokenRoutes } from './oauth/token/routes.ts';
import type { Vault } from './people/vault.ts';
import type { Client, Store } from './store/contract.ts';
import type { Instances } from './store/instances.ts';
import { TOOLS } from './tools/catalog.ts';
import { upstreamSignInRoutes } from './upstreams/auth/routes.ts';
import type { UpstreamSignIns } from './upstreams/auth/sign-ins.ts';
import type { Gateway } from './upstreams/gateway.ts';
import { HomeMcp } from './upstreams/home-mcp.ts';
import { houseOffers } from './upstreams/house-offers.ts';
import { houseTools } from './upstreams/house-tools.ts';
import { supportedUntilChanged } from './upstreams/supported-now.ts';
import { registerPages } from './views/pages.ts';

/** Everything the listeners stand on, opened by whoever starts the process. */
export interface AppDependencies {
  readonly config: Config;
  readonly doors: FrontDoors;
  readonly store: Store;
  readonly keyring: Keyring;
  readonly vault: Vault;
  readonly connections: HomeConnections;
  readonly gateway: Pick<
    Gateway,
    'names' | 'shelves' | 'onTools' | 'shelfFor' | 'isPerPerson' | 'isSignedIn'
  >;
  readonly tokens: AccessTokens;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: FastifyBaseLogger;
  /** For addresses that strangers choose. */
  readonly fetch: SafeFetch;
  readonly limits: Limits;
  readonly endCredential: (credentialId: string) => Promise<void>;
  /** Tells a listener when grants may have ended. */
  readonly onEnds: (listener: () => void) => () => void;
  /** Absent where there is but one Latchkey. */
  readonly instances?: Instances | undefined;
  readonly debug: DebugLog;
  readonly timeline: Timeline;
  /** What the companion in Home Assistant shows with each request that it passes on. */
  readonly companion: Pick<Companion, 'secret' | 'heard'>;
  readonly upstreamSignIns: UpstreamSignIns;
  readonly answers: AnswerListener;
  /** How long a stream of /mcp may say nothing, in milliseconds; absent: the SDK's 15 seconds. */
  readonly keepAliveMs?: number;
  /** Told of every route as it is made: for a test that holds them to a list. */
  readonly onRoute?: (route: { readonly method: string | string[]; readonly url: string }) => void;
}

const CROSS_ORIGIN_ENDPOINTS = ['/register', '/token', '/revoke', '/jwks', '/.well-known/*'];

/** What the rooms share. */
interface Shared extends AppDependencies {
  /** What can be granted at all, now: upstreams come and go. */
  readonly supported: () => readonly string[];
  readonly clients: ClientFinder;
  readonly authenticate: Authenticate;
  readonly machines: Machines;
  readonly machineClients: MachineClients;
}

type Room = (app: FastifyInstance, shared: Shared) => Promise<void>;

interface Mode {
  /** In the order in which a request meets them. */
  readonly rooms: readonly Room[];
  /** Who passes to /mcp, and as whom. */
  readonly gate: (shared: Shared) => Gate;
}

/** What there is in each mode; a room that is not listed answers 404 there, like any unknown path. */
const MODES: Readonly<Record<AuthMode, Mode>> = {
  oauth: {
    rooms: [health, authorizationServer, introspection, signIn, upstreamSignIn, mcp],
    gate: anyToken,
  },
  api_key: { rooms: [health, upstreamSignIn, mcp], gate: keysOnly },
  none: { rooms: [health, mcp], gate: neighbours },
};

/**
 * The public listener: what every request meets first, then the rooms of the mode. Nothing here
 * answers for administrators.
 */
export async function buildPublicListener(deps: AppDependencies): Promise<FastifyInstance> {
  const { config, doors, store, clock } = deps;
  const app = Fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustProxy(config),
    routerOptions: { maxParamLength: 200, querystringParser: parseForm },
    ...LISTENER,
    ...NO_SCHEMAS,
    ...REQUEST_IDS,
  });
  boundSockets(app.server);
  app.removeContentTypeParser('text/plain');

  if (deps.onRoute !== undefined) app.addHook('onRoute', deps.onRoute);

  sendRequestIds(app);
  answerTrouble(app);
  closeOnUnreadBodies(app);
  tellOfIgnoredProxy(app, config.trustProxy);
  const shared = share(deps);
  noteRequests(app, deps.debug, shared.supported);
  if (config.mode === 'oauth') watchConnecting(app, deps);
  noteAnswers(app, deps.answers);
  guardDoors(app, doors, deps.companion);
  limitRequests(app, { clock, limits: deps.limits, proofs: proofs(store, clock) });

  for (const room of MODES[config.mode].rooms) {
    await app.register((scope) => room(scope, shared));
  }
  return app;
}

function share(deps: AppDependencies): Shared {
  const { config, store, clock } = deps;
  const remote = {
    fetch: deps.fetch,
    clock,
    onFault: (url: string, fault: RemoteFault) =>
      deps.log.info({ url, ...fault }, 'what a client publishes could not be read'),
  };
  const clients = new ClientFinder({ store, clock, documents: clientDocuments(remote) });
  const authenticate = clientAuthentication({
    store,
    clock,
    clients,
    keys: new ClientKeys({ ...remote, clients }),
  });
  const operatorHome = config.homeToken === undefined ? undefined : config.homes[0]?.name;
  const accounts = new Accounts({ store, operatorHome });
  const supported = supportedUntilChanged(config, deps.gateway);
  const machines = new Machines({ accounts, supported });
  const machineClients = new MachineClients({ machines, listed: config.clients, store });
  return { ...deps, supported, clients, authenticate, machines, machineClients };
}

/** Whether the process is up, and nothing else. */
async function health(app: FastifyInstance): Promise<void> {
  app.get('/healthz', async () => ({ status: 'ok' }));
}

/** What clients themselves speak to, from any origin. */
async function authorizationServer(scope: FastifyInstance, shared: Shared): Promise<void> {
  const { config, doors, store, keyring, clock, random, authenticate, tokens, supported } = shared;
  await scope.register(fastifyFormbody, { bodyLimit: 16 * 1_024, parser: parseForm });
  openToAnyOrigin(scope, CROSS_ORIGIN_ENDPOINTS);
  metadataRoutes(scope, { doors, keyring, supported });
  resourceMetadataRoutes(scope, doors, supported);
  registrationRoutes(scope, { store, clock, random, supported });
  tokenRoutes(scope, {
    store,
    authenticate,
    keyring,
    clock,
    random,
    supported,
    overlaps: new Overlaps(clock),
    machineScope: (client) => machineScopeOf(client, shared),
    ...config.lifetimes,
  });
  revokeRoutes(scope, {
    store,
    authenticate,
    clock,
    verify: (token) => tokens.verify(token),
  });
}

/** For resource servers and other clients with a secret; no browser page has one. */
async function introspection(scope: FastifyInstance, shared: Shared): Promise<void> {
  const { store, clock, authenticate, tokens } = shared;
  await scope.register(fastifyFormbody, { bodyLimit: 16 * 1_024, parser: parseForm });
  introspectRoutes(scope, {
    store,
    clock,
    authenticate,
    verify: (token) => tokens.verify(token),
    machineScope: (client) => machineScopeOf(client, shared),
  });
}

/** The pages on which a person lets a client in. */
async function signIn(scope: FastifyInstance, shared: Shared): Promise<void> {
  const { config, store, clock, random, vault, clients, log, supported } = shared;
  await scope.register(fastifyFormbody, { bodyLimit: 16 * 1_024, parser: parseForm });
  await registerPages(scope);
  authorizeRoutes(scope, {
    store,
    clients,
    clock,
    random,
    supported,
    consentMs: config.lifetimes.consentMs,
  });
  consentRoutes(scope, {
    store,
    clients,
    clock,
    random,
    vault,
    supported,
    homes: config.homes,
    codeMs: config.lifetimes.codeMs,
    attempts: new Attempts({ clock, most: 10, windowMs: 10 * MINUTE }),
    checkToken: (home, token) => checkToken(home, token, { clock }),
    checkCode,
    forgetLogin: (home, login) =>
      void endLogin(home, login.refreshToken).catch((error: Error) =>
        log.info({ reason: error.message }, 'a sign-in nobody needs is left at the home'),
      ),
  });
}

/** The pages on which a person lets us in at an upstream. */
async function upstreamSignIn(scope: FastifyInstance, shared: Shared): Promise<void> {
  await scope.register(fastifyFormbody, { bodyLimit: 16 * 1_024, parser: parseForm });
  await registerPages(scope);
  upstreamSignInRoutes(scope, { signIns: shared.upstreamSignIns, random: shared.random });
}

/** The MCP endpoint, behind the gate of the mode. */
async function mcp(scope: FastifyInstance, shared: Shared): Promise<void> {
  const { config, doors, store, keyring, clock, random, connections, endCredential, gateway } =
    shared;
  mcpRoutes(scope, {
    doors,
    store,
    clock,
    keyring,
    random,
    gate: MODES[config.mode].gate(shared),
    get tools() {
      return TOOLS;
    },
    upstreamTools: houseTools(gateway),
    upstreamOffers: houseOffers(gateway),
    homeMcp: config.upstreams.homeMcp ? new HomeMcp() : undefined,
    onTools: (listener) => gateway.onTools(listener),
    onEnds: shared.onEnds,
    instances: shared.instances,
    connections,
    rulesOf: ruleBook({ store, everywhere: config.rule }),
    archive: (account) => homeArchive(account, { store, clock, random }),
    corsOrigins: config.corsOrigins,
    endCredential: endCredential,
    ...(shared.keepAliveMs !== undefined && { keepAliveMs: shared.keepAliveMs }),
  });
}

/** Every kind of bearer token: keys first, then tokens of our own, then those of trusted issuers. */
function anyToken(shared: Shared): Gate {
  const {
    config,
    store,
    clock,
    tokens,
    machines,
    machineClients: clients,
    log,
    supported,
  } = shared;
  const noting = (prover: Prover) => notingUse(prover, { store, clock });
  return bearerGate({
    provers: [
      apiKeys(config.apiKeys, machines),
      noting(madeKeys({ store, machines, clock })),
      personTokens({ tokens, store }),
      noting(clientTokens({ tokens, clients, store, clock })),
      noting(
        trustedTokens({
          issuers: config.trustedIssuers,
          store,
          machines,
          clock,
          onTrouble: (issuer, reason) =>
            log.warn({ issuer, reason }, 'the keys of a trusted issuer cannot be read'),
        }),
      ),
    ],
    supported,
    required: config.requiredScopes,
    authorizationServer: true,
  });
}

function keysOnly({ config, store, clock, machines, supported }: Shared): Gate {
  return bearerGate({
    provers: [
      apiKeys(config.apiKeys, machines),
      notingUse(madeKeys({ store, machines, clock }), { store, clock }),
    ],
    supported,
    required: config.requiredScopes,
    authorizationServer: false,
  });
}

function neighbours({ config, machines }: Shared): Gate {
  return neighbourGate({ machines, required: config.requiredScopes });
}

/** All that a client may do on its own now; undefined when it may not act on its own. */
async function machineScopeOf(
  client: Client,
  { machineClients }: Shared,
): Promise<readonly string[] | undefined> {
  return (await machineClients.principal(client))?.scope;
}

/** What shows that a request is about something of our own, however crowded it is. */
function proofs(store: Store, clock: Clock): LimitDependencies['proofs'] {
  const ofForm: Proof = ({ body }) => grantOfForm(body, store, (token) => namedGrant(token, store));
  return {
    token: ofForm,
    revoke: ofForm,
    introspect: ofForm,
    consent: (request) => ownForm(request, store, clock),
    mcp: ({ headers }) => namedByBearer(headers.authorization, store),
  };
}

/** What fastify is told of whom to believe; a number counts proxies from us outwards. */
function trustProxy({ trustProxy: trusted }: Config) {
  if (trusted === false) return false;
  return typeof trusted === 'number'
    ? (_address: string, hop: number) => hop < trusted
    : [...trusted];
}
