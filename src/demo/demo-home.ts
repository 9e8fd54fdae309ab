import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { type Clock, systemClock } from '../core/clock.ts';
import { readClaims } from './auth/jwt.ts';
import { type AskedCommand, buildHouse, HA_VERSION, type House } from './house.ts';
import { answerRequest, Doorman } from './http/serve.ts';
import type { Integration } from './integrations.ts';
import { type Attributes, newContext } from './states.ts';

export interface DemoHomeOptions {
  /** 0 or nothing: any that is free. */
  readonly port?: number;
  readonly host?: '127.0.0.1';
  /** Where to keep who lives there and their tokens; without it every run begins afresh. */
  readonly dataDir?: string;
  readonly clock?: Clock;
  /** After so many wrong logins an address is banned; -1 never bans. */
  readonly loginAttemptsThreshold?: number;
}

export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly password: string;
  readonly administrator: boolean;
  /** A long-lived access token. */
  readonly token: string;
}

/** A running demo home, with hands for tests to make things happen in it. */
export interface DemoHome {
  /** Origin without a trailing slash. */
  readonly url: string;
  readonly version: string;
  /** Ada, who is an administrator, and Ben, who is not. */
  readonly people: readonly DemoPerson[];
  /** All wrong logins since the start. */
  failedLogins(): number;
  /** Sets a state as if a device had, adding the entity when there is none. */
  setState(entityId: string, state: string, attributes?: Attributes): void;
  /** Lets everybody who listens hear an event, as if an app or an integration had sent it. */
  fire(type: string, data: Readonly<Record<string, unknown>>): void;
  /** Takes an entity out of the home. */
  removeState(entityId: string): void;
  /** Cuts every connection; clients may come back at once. */
  dropConnections(): void;
  /** Revokes an access token with what it came from; its live connections end. */
  refuseToken(token: string): void;
  /** While unreachable, every connection is cut as soon as it is made. */
  setReachable(reachable: boolean): void;
  setAdministrator(name: string, administrator: boolean): void;
  /** Lets the home know an integration, as a restart with it in place does; or forget one. */
  setIntegration(domain: string, integration: Integration | undefined): void;
  /** What was asked over the websocket, in order. */
  commands(): readonly AskedCommand[];
  /** Ends everything; nothing is left that keeps a process alive. */
  stop(): Promise<void>;
}

/** Listens, and knows its open connections so that it can cut them. */
class Listener {
  readonly #server: Server;
  readonly #connections = new Set<Socket>();
  #reachable = true;

  constructor(house: House, doorman: Doorman) {
    this.#server = createServer((request, response) => answerRequest(house, request, response));
    this.#server.on('upgrade', (request, socket, head) => doorman.upgrade(request, socket, head));
    this.#server.on('connection', (connection: Socket) => this.#welcome(connection));
  }

  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    });
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  cut(): void {
    for (const connection of this.#connections) connection.destroy();
  }

  setReachable(reachable: boolean): void {
    this.#reachable = reachable;
    if (!reachable) this.cut();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.cut();
    await closed;
  }

  #welcome(connection: Socket): void {
    if (!this.#reachable) {
      connection.destroy();
      return;
    }
    this.#connections.add(connection);
    connection.once('close', () => this.#connections.delete(connection));
  }
}

function livingThere(house: House): readonly DemoPerson[] {
  return house.accounts.people.map((person) => ({
    id: person.id,
    name: person.name,
    username: person.username,
    password: person.password,
    get administrator() {
      return person.administrator;
    },
    token: house.accounts.demoToken(person),
  }));
}

/** Starts a small Home Assistant of our own that speaks the real protocols. */
export async function startDemoHome(options: DemoHomeOptions = {}): Promise<DemoHome> {
  const host = options.host ?? '127.0.0.1';
  const house = buildHouse({
    clock: options.clock ?? systemClock,
    dataDir: options.dataDir,
    loginAttemptsThreshold: options.loginAttemptsThreshold ?? -1,
  });
  const doorman = new Doorman(house);
  const listener = new Listener(house, doorman);
  house.url = `http://${host}:${await listener.listen(options.port ?? 0, host)}`;
  house.dropConnections = () => doorman.drop();

  return {
    url: house.url,
    version: HA_VERSION,
    people: livingThere(house),
    failedLogins: () => house.loginAttempts.total,
    setState: (entityId, state, attributes) => {
      const kept = attributes ?? house.states.get(entityId)?.attributes ?? {};
      house.states.set(entityId, state, kept, newContext(house.clock));
    },
    fire: (type, data) => {
      house.events.tell({ type, data, at: house.clock(), context: newContext(house.clock) });
    },
    removeState: (entityId) => house.states.remove(entityId, newContext(house.clock)),
    dropConnections: () => listener.cut(),
    refuseToken: (token) => {
      const claims = readClaims(token);
      if (claims !== undefined) house.accounts.revoke(claims.iss);
    },
    setReachable: (reachable) => listener.setReachable(reachable),
    setAdministrator: (name, administrator) => {
      const person = house.accounts.people.find((known) => known.name === name);
      if (person !== undefined) person.administrator = administrator;
    },
    setIntegration: (domain, integration) => {
      if (integration === undefined) house.integrations.delete(domain);
      else house.integrations.set(domain, integration);
    },
    commands: () => [...house.asked],
    stop: async () => {
      house.timers.stop();
      doorman.drop();
      await listener.close();
    },
  };
}
