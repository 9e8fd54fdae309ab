import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../support/eventually.ts';
import type { TestPerson } from '../support/home-under-test.ts';
import { freePort } from '../support/latchkey-under-test.ts';
import { signIn, type TestClient, type Tokens, toolNames } from '../support/oauth-client.ts';
import { asInImage } from './as-in-image.ts';
import { builtServer } from './built.ts';
import { type Child, startChild } from './child.ts';
import { CONNECTIONS } from './http-client.ts';

/** A process that serves, and where. */
export interface Served {
  readonly pid: number;
  /** Origin without a trailing slash. */
  readonly url: string;
}

/** A Latchkey with somebody signed in. */
export interface ServedLatchkey extends Served {
  readonly client: TestClient;
  readonly tokens: Tokens;
  readonly dataDir: string;
  readonly ada: TestPerson;
  /** Stops it and starts it again on the same data: a process that has done nothing yet. */
  again(): Promise<ServedLatchkey>;
}

export interface ServedHome {
  readonly url: string;
  readonly token: string;
}

export interface LatchkeyOptions {
  /** The MCP endpoint of another server. */
  readonly upstream?: string;
  /** How many entities more than a demo home has. */
  readonly entities?: number;
  /** What else is in its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** All that one run starts; `stop` ends it and takes what it wrote away. */
export class Scene {
  readonly #children: Child[] = [];
  readonly #folders: string[] = [];
  #built: Promise<string> | undefined;
  readonly #homes = new Map<number, Promise<ServedHome>>();

  folder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
    this.#folders.push(folder);
    return folder;
  }

  async start(...args: Parameters<typeof startChild>): Promise<Child> {
    const child = await startChild(...args);
    this.#children.unshift(child);
    return child;
  }

  /** Starts one of the servers beside this file, which print their port. */
  async serve(name: string, env: Readonly<Record<string, string>> = {}): Promise<Served> {
    const { line, pid } = await this.start([`test/bench/${name}.ts`], /^\d+$/, env);
    return { url: `http://127.0.0.1:${line}`, pid };
  }

  /** The demo home with so many entities more, and its administrator's token. */
  home(entities = 0): Promise<ServedHome> {
    const env = { ENTITIES: String(entities) };
    const known = this.#homes.get(entities);
    const home =
      known ??
      this.start(['test/bench/demo-home.ts'], /^home /, env).then(({ line }) => {
        const [, url = '', token = ''] = line.split(' ');
        return { url, token };
      });
    this.#homes.set(entities, home);
    return home;
  }

  /** Starts a Latchkey as the image runs it but without limits, with an administrator signed in. */
  async latchkey({ upstream, entities, env }: LatchkeyOptions = {}): Promise<ServedLatchkey> {
    const dataDir = this.folder();
    const file = join(dataDir, 'upstreams.json');
    const bench = { url: upstream, private_network: true };
    if (upstream !== undefined) writeFileSync(file, JSON.stringify({ mcpServers: { bench } }));
    const port = await freePort();
    const base = `http://localhost:${port}`;
    const home = await this.home(entities);
    this.#built ??= builtServer();
    const server = await this.#built;
    const all = {
      ...asInImage('NODE_OPTIONS'),
      MCP_BASE_URL: base,
      MCP_PORT: String(port),
      MCP_DATA_DIR: dataDir,
      SETTINGS_PORT: '0',
      HOMEASSISTANT_URL: home.url,
      ...(upstream !== undefined && { MCP_UPSTREAMS_FILE: file }),
      ...env,
    };
    const start = () => this.start([server], /^listening$/, all);
    const child = await start();
    const ada = { name: 'Ada', administrator: true, token: home.token };
    const { tokens, client } = await signIn(base, ada);
    if (upstream !== undefined) {
      await eventually(async () =>
        (await toolNames(`${base}/mcp`, tokens.access_token)).includes('bench__tool_999'),
      );
    }
    const served = (running: Child): ServedLatchkey => ({
      ...{ url: base, pid: running.pid, tokens, client, dataDir, ada },
      again: async () => {
        this.#children.splice(this.#children.indexOf(running), 1);
        await running.stop();
        return served(await start());
      },
    });
    return served(child);
  }

  /** A refresh token for each hand, each of a grant of its own. */
  async families({ url, client, ada }: ServedLatchkey): Promise<string[]> {
    const tokens: string[] = [];
    while (tokens.length < CONNECTIONS) {
      tokens.push((await signIn(url, ada, { client })).tokens.refresh_token);
    }
    return tokens;
  }

  async stop(): Promise<void> {
    for (const child of this.#children.splice(0)) await child.stop();
    for (const folder of this.#folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  }
}
