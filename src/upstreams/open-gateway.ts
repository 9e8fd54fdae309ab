import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config/config.ts';
import { isOwnVariable } from '../config/own-variables.ts';
import type { SettingsFile } from '../config/settings-file.ts';
import type { Clock } from '../core/clock.ts';
import type { Random } from '../core/ids.ts';
import type { DebugLog } from '../debug/debug-log.ts';
import { notedFetch } from '../debug/outbound.ts';
import type { Keyring } from '../keys/keyring.ts';
import { type CheckedFetchOptions, createCheckedFetch } from '../net/checked-fetch.ts';
import type { FrontDoors } from '../net/front-doors.ts';
import { channelOf } from '../store/channel.ts';
import type { Store } from '../store/contract.ts';
import type { Instances } from '../store/instances.ts';
import { SealedRecords } from './auth/sealed-records.ts';
import { type TicketElsewhere, UpstreamSignIns } from './auth/sign-ins.ts';
import { openEntered } from './entered.ts';
import type { UpstreamEntry } from './entries.ts';
import { followInstances } from './follow-instances.ts';
import { Gateway, type GatewayDependencies } from './gateway.ts';
import { rememberHandedOut } from './handed-out.ts';
import { HOME_MCP } from './home-mcp.ts';
import { Secrets } from './secrets.ts';
import { tryUpstream } from './trial.ts';
import { followUpstreams, type WrittenNow } from './written.ts';

export interface OpenGatewayDependencies {
  readonly config: Config;
  readonly store: Store;
  readonly keyring: Keyring;
  /** Absent where there is but one Latchkey. */
  readonly instances?: Instances | undefined;
  /** People sign in to upstreams at the canonical one. */
  readonly doors: Pick<FrontDoors, 'canonical'>;
  readonly settings: SettingsFile;
  readonly debug: DebugLog;
  /** What upstreams may refer to, and what programs of theirs inherit a little of. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** How often the file of upstreams is looked at, in milliseconds. */
  readonly lookMs: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: FastifyBaseLogger;
}

/** Opens the gateway with all that it stands on, and follows what is written of upstreams. */
export async function openGateway(deps: OpenGatewayDependencies) {
  const { config, store, keyring, doors, debug, environment, clock, random, log } = deps;
  const records = new SealedRecords({ store, keyring, clock, claims: deps.instances && store });
  const elsewhere = deps.instances && channelOf<TicketElsewhere>(deps.instances, 'sign-in link');
  const signIns = new UpstreamSignIns({
    get door() {
      return doors.canonical;
    },
    ...{ records, audit: store, clock, random, elsewhere },
  });
  const secrets = await Secrets.open({ store, keyring, clock });
  const values = rememberHandedOut({
    variable: (name) => (isOwnVariable(name) ? undefined : environment[name]),
    secret: (name) => secrets.lookup(name),
  });
  const parts = {
    clock,
    values,
    environment,
    commands: config.upstreams.commands,
    signIns,
    checkedFetch: (options: CheckedFetchOptions, upstream: string) =>
      notedFetch(createCheckedFetch(options), debug, { upstream, hides: values.holdsOne }),
  } satisfies Omit<GatewayDependencies, 'store' | 'log'>;
  const gateway = new Gateway({ ...parts, store, log: (sentence) => log.warn(sentence) });
  const entered = openEntered(deps.settings);
  let written: WrittenNow = { faults: [], origins: new Map(), off: [] };
  const followed = await followUpstreams({
    ...config.upstreams,
    entered,
    intervalMs: deps.lookMs,
    keep: ({ entries, names }, whole) => {
      const free = config.upstreams.homeMcp ? withoutHomeMcp(entries, log) : entries;
      // Another instance may know of one that was entered a moment ago.
      return gateway.keep(free, whole && deps.instances === undefined ? names : undefined);
    },
    onWritten: (now) => {
      written = now;
    },
    log: (sentence) => log.warn(sentence),
  });
  const following = deps.instances && followInstances(deps.instances, { gateway, secrets, log });
  return {
    gateway,
    records,
    signIns,
    secrets,
    values,
    entered,
    written: () => written,
    again: () => followed.again(),
    tryOut: (entry: UpstreamEntry, typed: Parameters<typeof tryUpstream>[1]) =>
      tryUpstream(entry, typed, parts),
    /** Looks at the file no more; the gateway is closed by itself. */
    stop() {
      following?.stop();
      followed.stop();
    },
  };
}

/** The name is Home Assistant's own while that is switched on. */
function withoutHomeMcp(entries: readonly UpstreamEntry[], log: FastifyBaseLogger) {
  if (entries.some(({ name }) => name === HOME_MCP)) {
    log.warn(`The server ${HOME_MCP} is not used: MCP_HOME_MCP takes that name.`);
  }
  return entries.filter(({ name }) => name !== HOME_MCP);
}
