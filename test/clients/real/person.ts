import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Ending, lastly } from '../../support/lastly.ts';
import {
  Browser,
  callbackOf,
  consentPage,
  type Page,
  send,
  submitConsent,
} from '../../support/oauth-client.ts';
import { tempDir } from '../../support/temp.ts';

/** How long a client may take to listen at its redirect URI once it has opened a browser. */
const LISTENS_WITHIN_MS = 15_000;
const LOOKS_AGAIN_AFTER_MS = 50;

/** Somebody at a browser, who allows whatever their programs ask for. */
export interface Person {
  /** Makes every program that opens a browser open this one. */
  readonly environment: Readonly<Record<string, string>>;
  /** The URLs that were opened so far. */
  readonly opened: readonly string[];
  /** Settles when all of them are answered; rejects with what went wrong. */
  finished(): Promise<void>;
}

/**
 * Starts a browser without a window: programs hand it a URL as they would any other, and it fills in
 * our consent form with the person's token and carries the answer back.
 */
export async function startPerson(t: Ending, token: string): Promise<Person> {
  const opened: string[] = [];
  const answers: Promise<unknown>[] = [];
  const server = createServer(async (request, response) => {
    let url = '';
    for await (const part of request.setEncoding('utf8')) url += part;
    opened.push(url);
    const answer = allow(url, token);
    answer.catch(() => undefined);
    answers.push(answer);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  lastly(t, () => {
    server.closeAllConnections();
    server.close();
  });

  const folder = tempDir(t);
  const { port } = server.address() as AddressInfo;
  const command = join(folder, 'browser');
  const handOver = `fetch("http://127.0.0.1:${port}/", { method: "POST", body: process.argv[1] })`;
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' -e '${handOver}' "$1"\n`);
  chmodSync(command, 0o755);
  symlinkSync(command, join(folder, 'xdg-open'));
  return {
    environment: { BROWSER: command, PATH: `${folder}:${process.env.PATH}` },
    opened,
    finished: async () => {
      await Promise.all(answers);
    },
  };
}

async function allow(url: string, token: string): Promise<void> {
  const browser = new Browser();
  const page = consentPage(browser, await browser.open(url));
  const { location } = callbackOf(await submitConsent(page, token));
  const { status, text } = await deliver(location);
  if (status >= 400) throw new Error(`the client answered its callback with ${status}: ${text}`);
}

/** A person takes longer to sign in than a client to listen, so we wait for it. */
async function deliver(location: string, until = Date.now() + LISTENS_WITHIN_MS): Promise<Page> {
  try {
    return await send(location);
  } catch (error) {
    if (Date.now() > until) throw new Error(`nobody listens at ${location}`, { cause: error });
    await pause(LOOKS_AGAIN_AFTER_MS);
    return deliver(location, until);
  }
}
