import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config/config.ts';
import { type Latchkey, startLatchkey } from '../latchkey.ts';
import { type DemoHome, type DemoPerson, startDemoHome } from './demo-home.ts';
import { type Ingress, startIngress } from './ingress.ts';

/** A Latchkey with a home of its own to try it on. */
export interface Demo {
  readonly text: string;
  stop(): Promise<void>;
}

/**
 * Starts the demo home and a Latchkey in front of it, and writes `demo.json` (mode 0600) into the
 * data folder: `home_url` and `people` with a token each.
 */
export async function runDemo(
  config: Config,
  { homePort, settingsPort }: { readonly homePort: number; readonly settingsPort: number },
  log: FastifyBaseLogger,
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<Demo> {
  const home = await startDemoHome({ port: homePort, dataDir: config.dataDir });
  try {
    const latchkey = await startLatchkey(
      {
        ...config,
        homes: [{ name: 'Demo home', url: home.url, browserUrl: home.url, verifyTls: true }],
        homeToken: home.people.find(({ administrator }) => administrator)?.token,
      },
      log,
      { environment },
    );
    const settings = await openSettings(latchkey, home, settingsPort);
    const people = home.people.map(({ name, administrator, token }) => ({
      name,
      administrator,
      token,
    }));
    writeFileSync(
      join(config.dataDir, 'demo.json'),
      `${JSON.stringify({ home_url: home.url, people }, null, 2)}\n`,
      { mode: 0o600 },
    );
    return {
      text: welcome(latchkey.doors.canonical.resource, settings?.origin, home.people),
      stop: async () => {
        await settings?.stop();
        await latchkey.stop();
        await home.stop();
      },
    };
  } catch (error) {
    await home.stop();
    throw error;
  }
}

/** The settings behind ingress of the demo's own; whoever opens them is its administrator. */
async function openSettings(
  { settingsUrl }: Latchkey,
  { people }: DemoHome,
  port: number,
): Promise<Ingress | undefined> {
  const visitor = people.find(({ administrator }) => administrator);
  if (settingsUrl === undefined || visitor === undefined) return undefined;
  return startIngress(settingsUrl, { port, visitor });
}

function welcome(
  resource: string,
  settings: string | undefined,
  people: readonly DemoPerson[],
): string {
  return [
    '',
    'Latchkey is running in front of a demo home.',
    '',
    `  Connect an assistant to   ${resource}`,
    ...(settings === undefined ? [] : [`  Settings                  ${settings}`]),
    '',
    'It will open a page. Sign in there as one of these, or use their token; both open nothing but',
    'the demo:',
    '',
    ...people.map(({ name, administrator, username, password, token }) => {
      const role = administrator ? ' (administrator)' : '';
      return `  ${name}${role}: user name ${username}, password ${password}\n    ${token}\n`;
    }),
    'Next: in another terminal, watch a whole client go through it:',
    '',
    `  npm run latchkey -- selftest --url ${resource} --token <one of the above>`,
    '',
    'Press Ctrl+C to stop.',
    '',
  ].join('\n');
}
