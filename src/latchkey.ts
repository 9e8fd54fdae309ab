import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { AccessTokens } from './access/access-tokens.ts';
import { buildPublicListener } from './app.ts';
import { administration } from './assembly/administration.ts';
import { Closing } from './assembly/closing.ts';
import { openHomes } from './assembly/open-homes.ts';
import { openKeys } from './assembly/open-keys.ts';
import { openRecords } from './assembly/open-records.ts';
import { UNAPPROVED_CLIENT_LIFE } from './clients/registration-routes.ts';
import { keepStaticClients } from './clients/static-clients.ts';
import { Companion } from './companion/companion.ts';
import type { CompanionPlace } from './companion/folder.ts';
import { companionSecretOf } from './companion/secret.ts';
import type { Config } from './config/config.ts';
import { OPEN_TO_ALL_MESSAGE } from './config/messages.ts';
import { openSettingsFile } from './config/settings-file.ts';
import { listenForCommands } from './control/listen.ts';
import { type Clock, DAY, MINUTE, SECOND, systemClock } from './core/clock.ts';
import { type Random, systemRandom } from './core/ids.ts';
import { VERSION } from './core/version.ts';
import { DebugLog } from './debug/debug-log.ts';
import { createDoctor, type Doctor } from './doctor/create-doctor.ts';
import { Examination } from './doctor/examination.ts';
import type { Outward } from './doctor/probes/ask.ts';
import { OWN_CREDENTIAL } from './home/own-account.ts';
import { Metrics } from './metrics/metrics.ts';
import { FrontDoors } from './net/front-doors.ts';
import { LIMITS, type Limits } from './net/limits/table.ts';
import { listen, localUrl } from './net/listen.ts';
import { createSafeFetch, type SafeFetch } from './net/safe-fetch.ts';
import { createVault } from './people/vault.ts';
import { buildSettingsListener } from './settings/listener.ts';
import type { Store } from './store/contract.ts';
import { foundHome } from './supervisor/found-home.ts';
import { offers } from './supervisor/offers.ts';
import { Supervised } from './supervisor/supervised.ts';
import { type Found, Surroundings } from './supervisor/surroundings.ts';
import { openGateway } from './upstreams/open-gateway.ts';

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
    restMs = 0,
    onListening,
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
    /** How long what waits at the front door is answered first, before the rest is loaded. */
    restMs?: number;
    /** Told when the front door is open, before the rest is loaded. */
    onListening?: () => void;
    /** The companion we ship and the Home Assistant it is for, where that is known. */
    companionPlace?: CompanionPlace;
  } = {},
): Promise<Latchkey> {
  let surroundings: Surroundings;
  let supervised: Supervised | undefined;
  const doors = new FrontDoors(given.baseUrls, given.port, given.allowedHosts);
  const config = configAsFound(given, doors, () => surroundings.found);
  if (config.mode === 'none') log.warn(OPEN_TO_ALL_MESSAGE);
  const records = await openRecords(config, log, clock);
  const { store, instances, timeline, counts, refusals } = records;
  const closing = new Closing();
  closing.first(() => store.close());
  closing.first(() => refusals.write(clock(), { last: true }));
  try {
    const keyring = await openKeys({
      config,
      store,
      instances,
      clock,
      random,
      onError: (error) => log.warn({ reason: error.message }, 'the keys could not be read anew'),
    });
    await keepStaticClients(config.clients, store, clock());
    const vault = createVault({ store, keyring, clock, random, operator: operatorOf(config) });
    const { connections, signOut, endCredential } = openHomes({ config, store, vault, clock, log });
    closing.first(() => connections.closeAll());
    records.onOwnEnds(() => void signOut.soon());
    closing.first(() => signOut.stop());

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
    const { gateway } = house;
    closing.first(async () => house.stop());

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
      onEnds: records.onEnds,
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
    closing.first(() => app.close());
    // Before it, or stopping would wait for whatever upstreams still have to say.
    closing.first(() => gateway.close());
    await listen(app, { host: config.host, port: config.port, variable: 'MCP_PORT' });
    onListening?.();
    if (restMs > 0) await pause(restMs);
    const doctor = createDoctor({
      config,
      clock,
      running: { app, store, connections },
      ...(outward && { outward }),
      ...(homePorts && { homePorts }),
      ...(companion.shippedVersion && { companionVersion: companion.shippedVersion }),
      onFault: (check, error) => log.warn({ check, reason: error.message }, 'a check failed'),
    });
    const examination = new Examination(doctor, clock);
    const companionState = () => {
      const there = companion.status();
      return there.ok ? there.value.state : 'absent';
    };
    const administrators = administration({
      ...{ config, doors, store, keyring, vault, house, settingsFile, doctor, debug, timeline },
      onAddresses: () => {
        void surroundings.look();
        examination.look();
      },
      clock,
      random,
    });
    const { keys } = administrators;
    if (config.encryptionKeys.length > 1) {
      void keys.sealWithFirst().catch((error: Error) => log.warn(error.message));
    }
    closing.first(await listenForCommands(config.dataDir, administrators, log));
    const settings = await buildSettingsListener({
      config,
      doors,
      store,
      keyring,
      connections,
      gateway,
      ...administrators,
      refusals,
      metrics: new Metrics(counts, async () => ({
        version: VERSION,
        liveGrants: await store.countLiveGrants(),
        homeConnections: connections.size,
        upstreams: gateway.report(),
        auditWaiting: store.auditWaiting(),
        storeBytes: await records.bytes(),
      })),
      companion,
      surroundings,
      offers: () =>
        offers(surroundings.found, {
          companion: companionState() !== 'absent',
          taken: doors.baseUrls,
        }),
      examination,
      ownHome,
      clock,
      random,
      log,
    });
    closing.first(() => settings.close());
    // The front door works as well without its settings.
    await listen(settings, {
      host: config.settingsHost,
      port: config.settingsPort,
      variable: 'SETTINGS_PORT',
    }).catch((error: Error) => log.warn(`The settings cannot be opened. ${error.message}.`));
    void signOut.soon();
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
      closing.first(() => keeping.stop());
    }
    void surroundings.look();
    closing.first(() => surroundings.stop());
    // A Supervisor or a home that does not answer must not hold up the end.
    closing.first(async () => {
      stopping.abort();
      await connections.close(OWN_CREDENTIAL);
    });

    const keep = { ...KEEP, auditMs: config.auditMs };
    const upkeep = setInterval(() => {
      refusals.write(clock());
      void store.purge(clock(), keep).catch((error: Error) => log.warn(error.message));
    }, 10 * MINUTE);
    upkeep.unref();
    closing.first(async () => clearInterval(upkeep));
    return {
      doors,
      store,
      doctor,
      examination,
      settingsUrl: localUrl(settings),
      stop: () => closing.all(),
    };
  } catch (error) {
    await closing.all();
    throw error;
  }
}

/** What was configured, with what is found and chosen while it runs in the place of what was not. */
function configAsFound(given: Config, doors: FrontDoors, found: () => Found): Config {
  const [guess] = given.homes;
  return {
    ...given,
    get baseUrls() {
      return doors.baseUrls;
    },
    ...(given.homeIsFound === true && guess !== undefined && { homes: [foundHome(guess, found)] }),
  };
}

/** The operator's own account of the first home, which machines act with that act as nobody. */
function operatorOf({ homeToken: token, homes: [home] }: Config) {
  return token === undefined || home === undefined ? undefined : { home: home.name, token };
}
