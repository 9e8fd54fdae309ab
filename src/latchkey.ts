import type { FastifyBaseLogger } from 'fastify';
import { AccessTokens } from './access/access-tokens.ts';
import { MadeMachines } from './access/made/made-machines.ts';
import { buildPublicListener } from './app.ts';
import { auditEnds } from './audit/ends.ts';
import { Refusals } from './audit/refusals.ts';
import { boundStrangers } from './audit/strangers.ts';
import { UNAPPROVED_CLIENT_LIFE } from './clients/registration-routes.ts';
import { keepStaticClients } from './clients/static-clients.ts';
import { Companion } from './companion/companion.ts';
import type { CompanionPlace } from './companion/folder.ts';
import { companionSecretOf } from './companion/secret.ts';
import type { Config } from './config/config.ts';
import { OPEN_TO_ALL_MESSAGE } from './config/messages.ts';
import { openSettingsFile } from './config/settings-file.ts';
import { Addresses } from './control/addresses.ts';
import { GrantOperations } from './control/grant-operations.ts';
import { HomeClients } from './control/home-clients.ts';
import { KeyOperations } from './control/key-operations.ts';
import { listenForCommands } from './control/listen.ts';
import { MachineOperations } from './control/machine-operations.ts';
import { noteChanges } from './control/note-change.ts';
import { Operations } from './control/operations.ts';
import { ControlRefusal } from './control/refusal.ts';
import { Servers } from './control/servers.ts';
import { type Clock, DAY, MINUTE, SECOND, systemClock } from './core/clock.ts';
import { type Random, systemRandom } from './core/ids.ts';
import { VERSION } from './core/version.ts';
import { DebugLog } from './debug/debug-log.ts';
import { createDoctor, type Doctor } from './doctor/create-doctor.ts';
import { Examination } from './doctor/examination.ts';
import type { Outward } from './doctor/probes/ask.ts';
import { tellAnswers } from './doctor/timeline/follow-store.ts';
import { Timeline } from './doctor/timeline/timeline.ts';
import { HomeConnections } from './home/connections.ts';
import { endLogin } from './home/login.ts';
import { OWN_CREDENTIAL, ownAccount } from './home/own-account.ts';
import { Counts, countEvents } from './metrics/counts.ts';
import { Metrics } from './metrics/metrics.ts';
import { FrontDoors } from './net/front-doors.ts';
import { LIMITS, type Limits } from './net/limits/table.ts';
import { listen, localUrl } from './net/listen.ts';
import { createSafeFetch, type SafeFetch } from './net/safe-fetch.ts';
import { openKeys } from './open-keys.ts';
import { connectionCredential } from './people/connection-credential.ts';
import { keepPerson } from './people/keep-person.ts';
import { SignOut } from './people/sign-out.ts';
import { createVault } from './people/vault.ts';
import { buildSettingsListener } from './settings/listener.ts';
import type { Store } from './store/contract.ts';
import { openStore } from './store/open-store.ts';
import { tellEnds } from './store/tell-ends.ts';
import { foundHome } from './supervisor/found-home.ts';
import { offers } from './supervisor/offers.ts';
import { Supervised } from './supervisor/supervised.ts';
import { Surroundings } from './supervisor/surroundings.ts';
import { TOOLS } from './tools/catalog.ts';
import { openGateway } from './upstreams/open-gateway.ts';
import { supportedNow } from './upstreams/supported-now.ts';

const KEEP = { unapprovedClientMs: UNAPPROVED_CLIENT_LIFE, endedGrantMs: 30 * DAY };

type Environment = Readonly<Record<string, string | undefined>>;

/** A Latchkey that is listening. */
export interface Latchkey {
  readonly doors: FrontDoors;
  readonly store: Store;
  /** Where ingress finds the settings; undefined when their port was taken. */
  readonly settingsUrl: string | undefined;
  /** Why cannot an assistant connect? */
  readonly doctor: Doctor;
  /** The doctor's last look, which the settings show. */
  readonly examination: Examination;
  /** Stops listening, lets what runs finish, and closes the store. */
  stop(): Promise<void>;
}

/**
 * Opens the store and the keyring, builds the listeners and starts them. Throws the error of
 * whatever cannot be opened, after closing what was.
 */
export async function startLatchkey(
  given: Config,
  log: FastifyBaseLogger,
  {
    clock = systemClock,
    random = systemRandom,
    fetch = createSafeFetch(),
    limits = LIMITS,
    environment = {},
    lookMs = 2 * SECOND,
    outward,
    homePorts,
    keepAliveMs,
    companionPlace,
  }: {
    clock?: Clock;
    random?: Random;
    fetch?: SafeFetch;
    limits?: Limits;
    /** What upstreams may refer to, and what programs of theirs inherit a little of. */
    environment?: Environment;
    /** How often the file of upstreams is looked at. */
    lookMs?: number;
    /** The doctor's way out to our own doors and homes, and where it looks for a home that is lost. */
    outward?: Outward;
    homePorts?: readonly number[];
    /** How long a stream of /mcp may say nothing before a comment shows that it lives. */
    keepAliveMs?: number;
    /** The companion we ship and the Home Assistant it is for, where that is known. */
    companionPlace?: CompanionPlace;
  } = {},
): Promise<Latchkey> {
  let surroundings: Surroundings;
  let supervised: Supervised | undefined;
  const doors = new FrontDoors(given.baseUrls, given.port, given.allowedHosts);
  const [firstHome] = given.homes;
  const config: Config = {
    ...given,
    // Administrators choose addresses while it runs.
    get baseUrls() {
      return doors.baseUrls;
    },
    ...(given.homeIsFound === true &&
      firstHome !== undefined && { homes: [foundHome(firstHome, () => surroundings.found)] }),
  };
  if (config.mode === 'none') log.warn(OPEN_TO_ALL_MESSAGE);
  const opened = await openStore(config, {
    onError: (trouble) =>
      log.warn({ reason: (trouble as Error).message }, 'the audit log could not be written yet'),
    onWait: (sentence) => log.warn(sentence),
  });
  const { store: database, instances } = opened;
  let signOut: SignOut | undefined;
  const audited = auditEnds(
    config.auditMs === 0 ? { ...database, appendAudit: () => {} } : boundStrangers(database, clock),
  );
  const timeline = new Timeline(clock);
  const hearsEnds = new Set<() => void>();
  const counts = new Counts(TOOLS.map(({ name }) => name));
  const tellOfEnds = () => {
    for (const hear of hearsEnds) hear();
  };
  const ending = tellEnds(audited, () => {
    void signOut?.soon();
    tellOfEnds();
  });
  const store = countEvents(tellAnswers(ending, timeline), counts);
  const undo: (() => Promise<unknown>)[] = [() => store.close()];
  const refusals = new Refusals(store, clock);
  undo.unshift(async () => refusals.write(clock(), { last: true }));
  try {
    const keyring = await openKeys({
      config,
      store,
      instances,
      clock,
      random,
      onError: (error) => log.warn({ reason: error.message }, 'the keys could not be read anew'),
    });
    instances?.on('ends', tellOfEnds);
    await keepStaticClients(config.clients, store, clock());
    const vault = createVault({ store, keyring, clock, random, operator: operatorOf(config) });

    const endCredential = async (credentialId: string) => {
      await store.endCredential(credentialId, 'credential_refused', clock());
      await connections.close(credentialId);
    };
    const own = ownAccount(config);
    const connections: HomeConnections = new HomeConnections({
      homes: own === undefined ? config.homes : [...config.homes, own.home],
      credential: async (id) =>
        id === OWN_CREDENTIAL && own !== undefined
          ? own.credential
          : connectionCredential(id, vault, config.homes),
      onRefused: (id) =>
        void endCredential(id).catch((error: Error) =>
          log.error({ reason: error.message }, 'a refused sign-in could not be ended'),
        ),
      onOpened: async (home, user) => {
        // The Supervisor's own account is no person of the home.
        if (!config.homes.some(({ name }) => name === home)) return;
        await keepPerson(home, user, { store, clock }).catch((error: Error) =>
          log.error({ reason: error.message }, 'what a home says of a person could not be kept'),
        );
      },
      clock,
      log: (text) => log.info(text),
    });
    undo.unshift(() => connections.closeAll());
    const stopping = new AbortController();
    const supervisor = config.supervisor && { ...config.supervisor, signal: stopping.signal };
    const ownHome = async () => {
      stopping.signal.throwIfAborted();
      return connections.for(OWN_CREDENTIAL);
    };
    surroundings = new Surroundings({
      supervisor,
      port: config.port,
      home: ownHome,
      onLook: (found) => {
        if (found.self !== undefined) doors.nameSelf(found.self.hostname);
        return supervised?.found(found);
      },
    });
    const leaving = new SignOut({
      store,
      vault,
      homes: config.homes,
      endLogin,
      closeConnection: (id) => connections.close(id),
      clock,
      log: (sentence) => log.warn(sentence),
    });
    signOut = leaving;
    undo.unshift(() => leaving.stop());

    const settingsFile = openSettingsFile(config.dataDir);
    const debug = new DebugLog(clock, log);
    const house = await openGateway({
      config,
      store,
      keyring,
      doors,
      settings: settingsFile,
      instances,
      debug,
      environment,
      lookMs,
      clock,
      random,
      log,
    });
    const { gateway, secrets } = house;
    undo.unshift(async () => house.stop());

    const companion = new Companion({
      place: companionPlace,
      secret: companionSecretOf(config, random),
      port: config.port,
      supervisor: config.supervisor,
      clock,
      random,
    });
    const app = await buildPublicListener({
      config,
      doors,
      store,
      keyring,
      vault,
      connections,
      gateway,
      tokens: new AccessTokens(keyring, clock, { shared: instances !== undefined }),
      clock,
      random,
      log,
      fetch,
      limits,
      endCredential,
      instances,
      onEnds: (hear) => {
        hearsEnds.add(hear);
        return () => void hearsEnds.delete(hear);
      },
      debug,
      timeline,
      companion,
      upstreamSignIns: house.signIns,
      answers: {
        answered: (group, status) => counts.answered(group, status),
        turnedAway: (reason, group, source) => refusals.note(reason, group, source),
      },
      ...(keepAliveMs !== undefined && { keepAliveMs }),
    });
    undo.unshift(() => app.close());
    // Before it, or stopping would wait for whatever upstreams still have to say.
    undo.unshift(() => gateway.close());
    await listen(app, { host: config.host, port: config.port, variable: 'MCP_PORT' });
    const doctor = createDoctor({
      config,
      clock,
      running: { app, store, connections },
      ...(outward && { outward }),
      ...(homePorts && { homePorts }),
      ...(companion.shippedVersion && { companionVersion: companion.shippedVersion }),
      onFault: (check, error) => log.warn({ check, reason: error.message }, 'a check failed'),
    });
    const note = noteChanges({ store, clock });
    const examination = new Examination(doctor, clock);
    const operations = new Operations({
      gateway,
      note,
      faults: () => house.written().faults,
      secrets,
      debug,
      timeline,
      signInAddress: async (name) => {
        const link = gateway.signInLink(name);
        if (!link.ok) throw new ControlRefusal('sign_in_unavailable', link.error);
        return link.value;
      },
      doctor,
    });
    const servers = new Servers({ ...house, store, note, clock });
    const grants = new GrantOperations({ store, clock });
    const addresses = new Addresses({
      doors,
      file: settingsFile,
      mode: config.mode,
      store,
      grants,
      note,
      onChange: () => {
        void surroundings.look();
        examination.look();
      },
    });
    const homeClients = new HomeClients({ store, file: settingsFile, note, clock, random });
    const companionState = () => {
      const there = companion.status();
      return there.ok ? there.value.state : 'absent';
    };
    const supported = () => supportedNow(config, gateway);
    const made = new MadeMachines({ store, config, supported, clock, random });
    const machines = new MachineOperations({
      made,
      store,
      clock,
      resource: () => doors.canonical.resource,
    });
    const keys = new KeyOperations({
      keyring,
      sealed: async () => [
        ...(await vault.sealed()),
        ...(await house.records.sealed()),
        ...secrets.sealed(),
      ],
    });
    if (config.encryptionKeys.length > 1) {
      void keys.sealWithFirst().catch((error: Error) => log.warn(error.message));
    }
    const commands = { operations, grants, machines, keys };
    undo.unshift(await listenForCommands(config.dataDir, commands, log));
    const settings = await buildSettingsListener({
      config,
      doors,
      store,
      keyring,
      connections,
      gateway,
      operations,
      grants,
      refusals,
      metrics: new Metrics(counts, async () => ({
        version: VERSION,
        liveGrants: (await store.grants()).filter(({ endedAt }) => endedAt === undefined).length,
        homeConnections: connections.size,
        upstreams: gateway.report(),
        auditWaiting: store.auditWaiting(),
        storeBytes: await opened.bytes(),
      })),
      made,
      supported,
      servers,
      companion,
      addresses,
      homeClients,
      surroundings,
      offers: () =>
        offers(surroundings.found, {
          companion: companionState() !== 'absent',
          taken: doors.baseUrls,
        }),
      examination,
      keys,
      ownHome,
      clock,
      random,
      log,
    });
    undo.unshift(() => settings.close());
    // The front door works as well without its settings.
    await listen(settings, {
      host: config.settingsHost,
      port: config.settingsPort,
      variable: 'SETTINGS_PORT',
    }).catch((error: Error) => log.warn(`The settings cannot be opened. ${error.message}.`));
    void leaving.soon();
    if (supervisor !== undefined) {
      const keeping = new Supervised({
        supervisor,
        config,
        home: ownHome,
        file: settingsFile,
        companionStale: () => companionState() === 'stale',
        ...{ store, gateway, examination, clock, random, log },
      });
      supervised = keeping;
      undo.unshift(() => keeping.stop());
    }
    void surroundings.look();
    undo.unshift(() => surroundings.stop());
    // A Supervisor or a home that does not answer must not hold up the end.
    undo.unshift(async () => {
      stopping.abort();
      await connections.close(OWN_CREDENTIAL);
    });

    const keep = { ...KEEP, auditMs: config.auditMs };
    const upkeep = setInterval(() => {
      refusals.write(clock());
      void store.purge(clock(), keep).catch((error: Error) => log.warn(error.message));
    }, 10 * MINUTE);
    upkeep.unref();
    undo.unshift(async () => clearInterval(upkeep));
    return {
      doors,
      store,
      doctor,
      examination,
      settingsUrl: localUrl(settings),
      stop: () => runAll(undo),
    };
  } catch (error) {
    await runAll(undo);
    throw error;
  }
}

async function runAll(steps: (() => Promise<unknown>)[]): Promise<void> {
  for (const step of steps.splice(0)) await step();
}

/** The operator's own account of the first home, which machines act with that act as nobody. */
function operatorOf({ homeToken: token, homes: [home] }: Config) {
  return token === undefined || home === undefined ? undefined : { home: home.name, token };
}
