import { type DemoHome, type DemoPerson, startDemoHome } from '../../src/demo/demo-home.ts';
import { type Ingress, startIngress } from '../../src/demo/ingress.ts';
import { lastly } from './lastly.ts';
import {
  type LatchkeyUnderTest,
  startTestLatchkey,
  type TestLatchkeyOptions,
} from './latchkey-under-test.ts';

type Ending = Parameters<typeof startTestLatchkey>[0];

/** A Latchkey whose settings are opened through ingress. */
export interface SettingsStage {
  readonly latchkey: LatchkeyUnderTest<DemoHome>;
  readonly home: DemoHome;
  /** An administrator, and somebody who is not. */
  readonly ada: DemoPerson;
  readonly ben: DemoPerson;
  readonly ingress: Ingress;
  /** A browser of somebody's, without JavaScript: it sends forms with what the page put in them. */
  as(person: DemoPerson, headers?: Readonly<Record<string, string>>): SettingsVisitor;
}

export interface SettingsVisitor {
  /** Opens a page by its path below the settings. */
  open(path: string, init?: RequestInit): Promise<Response>;
  /** Opens a page and gives its text; throws when it is no 200. */
  read(path: string): Promise<string>;
  /** Sends a form to `path` with the token of the page `from`; redirects are not followed. */
  send(
    from: string,
    path: string,
    fields?: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<Response>;
}

/** Starts a demo home, a Latchkey with an account there, and ingress in front of its settings. */
export async function settingsStage(
  t: Ending,
  options: TestLatchkeyOptions & { readonly home?: DemoHome } = {},
): Promise<SettingsStage> {
  const home = options.home ?? (await startDemoHome());
  const [ada, ben] = home.people;
  if (ada === undefined || ben === undefined) throw new Error('the demo home has two people');
  const latchkey = await startTestLatchkey(t, {
    ...options,
    home,
    env: { HOMEASSISTANT_TOKEN: ada.token, ...options.env },
  });
  const ingress = await startIngress(latchkey.latchkey.settingsUrl ?? '');
  lastly(t, () => ingress.stop());
  return {
    latchkey,
    home,
    ada,
    ben,
    ingress,
    as: (person, headers = {}) => visitorOf(ingress, person, headers),
  };
}

function visitorOf(
  ingress: Ingress,
  person: DemoPerson,
  headers: Readonly<Record<string, string>>,
): SettingsVisitor {
  const cookie = `ingress_session=${ingress.sessionOf(person)}`;
  const open = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, ingress.url), {
      ...init,
      headers: { cookie, ...headers, ...init.headers },
      redirect: 'manual',
    });
  const read = async (path: string) => {
    const answer = await open(path);
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} is ${answer.status}: ${text}`);
    return text;
  };
  return {
    open,
    read,
    async send(from, path, fields = {}) {
      const [, csrf = ''] = /name="csrf" value="([\w-]+)"/.exec(await read(from)) ?? [];
      const body = new URLSearchParams({ csrf });
      for (const [name, value] of Object.entries(fields)) {
        for (const one of [value].flat()) body.append(name, one as string);
      }
      return open(path, { method: 'POST', body });
    },
  };
}
