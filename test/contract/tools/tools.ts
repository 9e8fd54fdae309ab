import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { HomeConnections } from '../../../src/home/connections.ts';
import { TOOLS } from '../../../src/tools/catalog.ts';
import type { HomeUnderTest } from '../../support/home-under-test.ts';
import { contextOf, memoryArchive } from '../../support/tool-context.ts';
import { attention } from './attention.ts';
import { automations } from './automations.ts';
import { calendars } from './calendars.ts';
import { configureAutomations } from './configure-automations.ts';
import { configureAutomationsRefused } from './configure-automations-refused.ts';
import { configureHelpers } from './configure-helpers.ts';
import { configureRegistries } from './configure-registries.ts';
import { configureRestoring } from './configure-restoring.ts';
import { control } from './control.ts';
import { lists } from './lists.ts';
import { messages } from './messages.ts';
import { outlook } from './outlook.ts';
import { services } from './services.ts';
import type { Family, Stage } from './stage.ts';
import { templates } from './templates.ts';
import { upkeep } from './upkeep.ts';

/** Every family of tools that is held to the same contract against both homes. */
export const FAMILIES: Readonly<Record<string, Family>> = {
  calendars,
  lists,
  outlook,
  attention,
  messages,
  upkeep,
  configureRegistries,
  configureHelpers,
  configureRestoring,
  services,
  automations,
  templates,
  configureAutomations,
  configureAutomationsRefused,
  control,
};

/** Runs these families, each after the other, against one home. */
export function toolsContract(
  kind: HomeUnderTest['kind'],
  start: () => Promise<HomeUnderTest>,
  families = FAMILIES,
): void {
  describe(`the tools, in a ${kind} home`, { concurrency: false, timeout: 300_000 }, () => {
    let place: HomeUnderTest;
    let connections: HomeConnections;
    let stage: Stage;

    before(async () => {
      place = await start();
      const tokens = new Map(place.people.map(({ name, token }) => [name, token]));
      connections = new HomeConnections({
        homes: [{ name: 'home', url: place.url, verifyTls: true }],
        credential: async (id) => ({ home: 'home', token: tokens.get(id) ?? '' }),
        onRefused: () => {},
        clock: Date.now,
      });
      const [first, second] = place.people;
      const [ada, ben] = await Promise.all([
        connections.for(first.name),
        connections.for(second.name),
      ]);
      const archive = memoryArchive();
      stage = {
        place,
        ada,
        ben,
        archive,
        use: (tool, args, home = ben) => tool.call(args, contextOf(home, Date.now(), archive)),
      };
    });

    after(async () => {
      await connections?.closeAll();
      await place?.stop();
    });

    for (const [name, family] of Object.entries(families)) {
      describe(name, { concurrency: false }, () => family(() => stage, kind));
    }

    // Last, so that whatever the families did counts as well.
    it('no tool cost a failed login, whoever called it', async () => {
      for (const tool of TOOLS) await stage.use(tool, {}, stage.ben);
      const notifications = await stage.ada.command<readonly { notification_id: string }[]>({
        type: 'persistent_notification/get',
      });
      const ids = notifications.map(({ notification_id: id }) => id);
      assert.deepEqual(
        ids.filter((id) => /login|ban/.test(id)),
        [],
      );
    });
  });
}
