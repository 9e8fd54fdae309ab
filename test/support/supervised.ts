import { startDemoHome } from '../../src/demo/demo-home.ts';
import {
  type DemoSupervisor,
  type DemoSupervisorOptions,
  startDemoSupervisor,
} from '../../src/demo/supervisor/supervisor.ts';
import { eventually } from './eventually.ts';
import { type Ending, lastly } from './lastly.ts';
import type { TestLatchkeyOptions } from './latchkey-under-test.ts';
import { type SettingsStage, settingsStage } from './settings-stage.ts';

/** What a Home Assistant says that has more integrations than the demo home. */
export interface HouseWords {
  urls: Readonly<Record<string, string | null>>;
  /** Undefined: its cloud is not loaded. */
  cloud: Readonly<Record<string, unknown>> | undefined;
  /** Application credentials, as Home Assistant keeps them. */
  readonly credentials?: Readonly<Record<string, unknown>>[];
}

export interface SupervisedStage extends SettingsStage {
  readonly supervisor: DemoSupervisor;
  readonly words: HouseWords;
  /** Waits until Latchkey knows what the Supervisor says of it and of its home. */
  lookedAround(): Promise<void>;
}

/** A Latchkey as an app under a Supervisor, with nothing configured. */
export async function supervisedStage(
  t: Ending,
  {
    supervisor: supervisorOptions,
    words = { urls: { internal: null, external: null, cloud: null }, cloud: undefined },
    ...options
  }: TestLatchkeyOptions & {
    readonly supervisor?: Partial<DemoSupervisorOptions>;
    readonly words?: HouseWords;
  } = {},
): Promise<SupervisedStage> {
  const home = await startDemoHome();
  const supervisor = await startDemoSupervisor({
    home: home.url,
    homeToken: home.people[0]?.token ?? '',
    further: ({ type, id: _, ...fields }) => {
      if (type === 'application_credentials/list') return { result: words.credentials ?? [] };
      if (type === 'application_credentials/create' && words.credentials !== undefined) {
        words.credentials.push(fields);
        return { result: fields };
      }
      if (type === 'network/url') return { result: words.urls };
      if (type !== 'cloud/status') return undefined;
      return words.cloud === undefined ? { error: 'unknown_command' } : { result: words.cloud };
    },
    ...supervisorOptions,
  });
  lastly(t, () => supervisor.stop());
  const stage = await settingsStage(t, {
    ...options,
    home,
    config: {
      baseUrls: [],
      homes: [{ name: 'Home', url: 'http://127.0.0.1:9', verifyTls: true }],
      homeIsFound: true,
      homeToken: undefined,
      supervisor: { url: supervisor.url, token: supervisor.token },
      ...options.config,
    },
  });
  const page = () => stage.as(stage.ada).open('');
  const lookedAround = () =>
    eventually(async () => (await (await page()).text()).includes(supervisor.state.hostname));
  return { ...stage, supervisor, words, lookedAround };
}
