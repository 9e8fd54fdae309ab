import { isIP } from 'node:net';
import { COMPANION_PATH } from './companion.ts';

/** A public base URL through which clients arrive (our own word, docs/architecture.md). */
export interface FrontDoor {
  /** The base URL without trailing slash; RFC 8414 issuer, compared byte by byte by clients. */
  readonly issuer: string;
  /** The MCP endpoint behind this door; RFC 8707 resource and token audience. */
  readonly resource: string;
  /** Lower-case host, with the port unless it is the scheme's own. */
  readonly host: string;
  readonly origin: string;
  /** Path of the base URL, '' when it has none. */
  readonly path: string;
  /** Reached over https, so cookies can be `Secure`. */
  readonly secure: boolean;
}

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** A door for one base URL without trailing slash. */
export function frontDoor(baseUrl: string): FrontDoor {
  const url = new URL(baseUrl);
  const path = url.pathname.replace(/\/$/, '');
  const issuer = url.origin + path;
  return {
    issuer,
    resource: `${issuer}/mcp`,
    host: url.host,
    origin: url.origin,
    path,
    secure: url.protocol === 'https:',
  };
}

/** Whether a host, with or without a port, names this very machine. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_NAMES.includes(withoutPort(host));
}

/**
 * The doors of the configuration and of administrators, and the one rule that chooses among them.
 * Nothing else may be derived from a Host header: issuers, resources and cookies all come from the
 * door that was matched.
 */
export class FrontDoors {
  readonly #configured: readonly string[];
  readonly #port: number;
  readonly #ownNames: Set<string>;
  #chosen: readonly string[] = [];
  #own: string | undefined;
  #byHost: ReadonlyMap<string, FrontDoor> = new Map();

  /**
   * @param baseUrls configured public base URLs, the first canonical; when there is none, this
   * machine itself at `port` is the only door.
   * @param ownNames further names that reverse proxies may put into Host: our container's name,
   * hosts the operator allowed.
   */
  constructor(baseUrls: readonly string[], port: number, ownNames: readonly string[] = []) {
    this.#configured = baseUrls;
    this.#port = port;
    this.#ownNames = new Set(ownNames.map((name) => withoutPort(name.toLowerCase())));
    this.#build();
  }

  get all(): readonly FrontDoor[] {
    return [...this.#byHost.values()];
  }

  get canonical(): FrontDoor {
    return this.#byHost.values().next().value as FrontDoor;
  }

  /** The base URLs that somebody gave: the operator's first, then those that were chosen. */
  get baseUrls(): readonly string[] {
    return [...this.#configured, ...this.#chosen];
  }

  /** Whether the operator's configuration names this one, so that nobody changes it here. */
  isConfigured(baseUrl: string): boolean {
    return this.#configured.includes(baseUrl);
  }

  /** Makes these the doors besides the configured ones, from the next request on. */
  choose(baseUrls: readonly string[]): void {
    this.#chosen = baseUrls;
    this.#build();
  }

  /** Opens the door for other apps and Home Assistant itself, under the name of our container. */
  nameSelf(hostname: string): void {
    const own = `http://${hostname}:${this.#port}`;
    if (own === this.#own) return;
    this.#own = own;
    this.#build();
  }

  #build(): void {
    const given = this.baseUrls.length > 0 ? this.baseUrls : [`http://localhost:${this.#port}`];
    const doors = given.map(frontDoor).flatMap((door) => [door, ...loopbackTwins(door)]);
    if (this.#own !== undefined) doors.push(frontDoor(this.#own));
    const byHost = new Map<string, FrontDoor>();
    for (const door of doors) if (!byHost.has(door.host)) byHost.set(door.host, door);
    this.#byHost = byHost;
  }

  /**
   * The door a request came through, by its Host. An address literal, localhost or one of our own
   * names cannot be rebound by a stranger's DNS, so it is the canonical door; any other name is none.
   */
  match(hostHeader: string | undefined): FrontDoor | undefined {
    if (hostHeader === undefined) return undefined;
    return this.#exact(hostHeader) ?? (this.#isOwnName(hostHeader) ? this.canonical : undefined);
  }

  /**
   * The door of a request that the companion in Home Assistant passed on, by the Host it was asked
   * for: the same rule among the doors that lead through it, since any other would send clients to
   * addresses where this request did not come in.
   */
  matchThroughHome(host: string): FrontDoor | undefined {
    const exact = this.#exact(host);
    if (exact !== undefined) return exact.path === COMPANION_PATH ? exact : undefined;
    if (!this.#isOwnName(host)) return undefined;
    return this.all.find((door) => door.path === COMPANION_PATH);
  }

  #exact(spelt: string): FrontDoor | undefined {
    const host = spelt.toLowerCase();
    return this.#byHost.get(host) ?? this.#byHost.get(host.replace(/:(443|80)$/, ''));
  }

  #isOwnName(spelt: string): boolean {
    const name = withoutPort(spelt.toLowerCase());
    return isAddress(name) || name === 'localhost' || this.#ownNames.has(name);
  }

  /** Whether a browser page of this origin may call us: our own pages, or all of one machine's. */
  ownsOrigin(origin: string): boolean {
    if (this.all.some((door) => door.origin === origin)) return true;
    if (!isLoopbackHost(this.canonical.host)) return false;
    const url = URL.parse(origin);
    return url !== null && url.protocol === 'http:' && isLoopbackHost(url.host);
  }
}

/** `localhost` and `127.0.0.1` are one machine but two resources, so that either spelling works. */
function loopbackTwins(door: FrontDoor): FrontDoor[] {
  const name = withoutPort(door.host);
  if (!LOOPBACK_NAMES.includes(name)) return [];
  return LOOPBACK_NAMES.filter((other) => other !== name).map((other) =>
    frontDoor(door.issuer.replace(name, other)),
  );
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}

function isAddress(name: string): boolean {
  return isIP(name) !== 0 || (name.startsWith('[') && isIP(name.slice(1, -1)) === 6);
}
