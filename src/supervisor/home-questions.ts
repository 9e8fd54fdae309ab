import { isHomeCommandError } from '../home/errors.ts';
import type { Commander } from '../home/link.ts';

/** Where Home Assistant says that browsers reach it (websocket `network/url`). */
export interface HomeUrls {
  readonly internal: string | undefined;
  /** Falls back to that of its cloud, as Home Assistant itself does. */
  readonly external: string | undefined;
}

/** Home Assistant Cloud (Nabu Casa), as far as we need it (websocket `cloud/status`). */
export interface Cloud {
  /** The host name of its remote access; undefined while nobody is signed in to it. */
  readonly host: string | undefined;
  /** Whether remote access is switched on. */
  readonly remote: boolean;
}

const CLOUD_HOST = /^[a-z0-9-]{1,63}\.ui\.nabu\.casa$/;

/** Asks where browsers reach Home Assistant. Throws like `Commander.command`. */
export async function homeUrls(home: Commander): Promise<HomeUrls> {
  return readHomeUrls(await home.command<unknown>({ type: 'network/url' }));
}

/** Asks how the cloud stands; undefined where it is not loaded. Throws like `Commander.command`. */
export async function cloudStatus(home: Commander): Promise<Cloud | undefined> {
  try {
    return readCloud(await home.command<unknown>({ type: 'cloud/status' }));
  } catch (thrown) {
    if (isHomeCommandError(thrown, 'unknown_command')) return undefined;
    throw thrown;
  }
}

export function readHomeUrls(answer: unknown): HomeUrls {
  const { internal, external, cloud } = fields(answer);
  return { internal: origin(internal), external: origin(external) ?? origin(cloud) };
}

export function readCloud(answer: unknown): Cloud {
  const { logged_in: signedIn, remote_domain: domain, prefs } = fields(answer);
  const host = typeof domain === 'string' && CLOUD_HOST.test(domain) ? domain : undefined;
  return {
    host: signedIn === true ? host : undefined,
    remote: fields(prefs).remote_enabled === true,
  };
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function origin(value: unknown): string | undefined {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  return url !== null && /^https?:$/.test(url.protocol) ? url.origin : undefined;
}
