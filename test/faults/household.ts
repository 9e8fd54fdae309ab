import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestPerson } from '../support/home-under-test.ts';
import { callTool, jsonOf, mcp, type Page, signIn } from '../support/oauth-client.ts';
import type { LatchkeyProcess } from './latchkey-process.ts';

const BETWEEN_MS = 50;

/** The household that is to be served, whatever happens to the rest: one assistant signed in. */
export class Household {
  readonly url: string;
  readonly #client: Awaited<ReturnType<typeof signIn>>['client'];
  #access: string;
  #refresh: string;

  private constructor(url: string, { client, tokens }: Awaited<ReturnType<typeof signIn>>) {
    this.url = url;
    this.#client = client;
    this.#access = tokens.access_token;
    this.#refresh = tokens.refresh_token;
  }

  static async signIn({ base, url }: LatchkeyProcess, person: TestPerson): Promise<Household> {
    return new Household(url, await signIn(base, person));
  }

  get accessToken(): string {
    return this.#access;
  }

  /** Asks for the tools, and for the state of the home. */
  async ask(): Promise<void> {
    const listed = await mcp(this.url, this.#access, 'tools/list');
    assert.equal(listed.status, 200, listed.text);
    const overview = await callTool(this.url, this.#access, 'home_overview');
    assert.equal(overview.status, 200, overview.text);
    assert.notEqual(overview.result?.isError, true, overview.text);
  }

  /** Asks on and on while something goes on; how often it was served. */
  async served(work: Promise<unknown>): Promise<number> {
    let over = false;
    const ended = work.finally(() => {
      over = true;
    });
    let count = 0;
    const asking = (async () => {
      do {
        await this.ask();
        count += 1;
        await pause(BETWEEN_MS);
      } while (!over);
    })();
    await Promise.all([ended, asking]);
    return count;
  }

  /** Renews its tokens; whatever the answer is, only a success changes anything. */
  async renew(): Promise<Page> {
    const page = await this.#client.refresh(this.#refresh);
    if (page.status === 200) {
      const { access_token, refresh_token } = jsonOf(page);
      this.#access = String(access_token);
      this.#refresh = String(refresh_token);
    }
    return page;
  }
}
