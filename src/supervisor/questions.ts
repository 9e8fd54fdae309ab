import type { Question } from './client.ts';

/** What the Supervisor says of this app. */
export interface SelfInfo {
  /** Our name on the network of the apps, `<repository>-<slug>`. */
  readonly hostname: string;
  /** Where the house reaches our port, when it is published on the machine. */
  readonly hostPort: number | undefined;
  /** Whether we are started again when we fall over. */
  readonly watchdog: boolean;
}

/** Where Home Assistant listens. */
export interface CoreInfo {
  readonly port: number;
  readonly ssl: boolean;
}

/** A name as DNS has them (RFC 1123 section 2.1), so that nothing else gets into an address. */
const HOSTNAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Asks who we are; `containerPort` is the one that our container listens on. */
export function selfInfo(containerPort: number): Question<SelfInfo> {
  return {
    method: 'GET',
    path: '/addons/self/info',
    read({ hostname, network, watchdog }) {
      if (typeof hostname !== 'string' || !HOSTNAME.test(hostname)) return undefined;
      const published =
        typeof network === 'object' && network !== null
          ? (network as Readonly<Record<string, unknown>>)[`${containerPort}/tcp`]
          : undefined;
      return {
        hostname,
        hostPort: isPort(published) ? published : undefined,
        watchdog: watchdog === true,
      };
    },
  };
}

/** Asks where Home Assistant listens: 8123, or 80 on newer installations, or what a person chose. */
export const coreInfo: Question<CoreInfo> = {
  method: 'GET',
  path: '/core/info',
  read: ({ port, ssl }) => (isPort(port) ? { port, ssl: ssl === true } : undefined),
};

/**
 * Tells Home Assistant of a service by the Supervisor's discovery; answers with the id of what was
 * told. Saying the same again changes nothing, and other words update what an integration keeps.
 */
export function announce(service: string, config: object): Question<string> {
  return {
    method: 'POST',
    path: '/discovery',
    body: { service, config },
    read: ({ uuid }) => (typeof uuid === 'string' && ID.test(uuid) ? uuid : undefined),
  };
}

/** Takes an announcement back; Home Assistant then removes what stands on it. */
export function withdraw(id: string): Question<true> {
  return { method: 'DELETE', path: `/discovery/${encodeURIComponent(id)}`, read: () => true };
}

/** Has the Supervisor start us again whenever we fall over. */
export const switchOnWatchdog: Question<true> = {
  method: 'POST',
  path: '/addons/self/options',
  body: { watchdog: true },
  read: () => true,
};

const ID = /^[0-9a-f-]{1,64}$/i;

function isPort(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) < 65_536;
}
