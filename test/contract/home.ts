import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { HomeConnections } from '../../src/home/connections.ts';
import type { Home } from '../../src/home/home.ts';
import { checkToken } from '../../src/home/sign-in.ts';
import { readToken } from '../../src/home/token.ts';
import { TOOLS } from '../../src/tools/catalog.ts';
import { callService } from '../../src/tools/control/call-service.ts';
import { findEntities } from '../../src/tools/reading/find-entities.ts';
import { getState } from '../../src/tools/reading/get-state.ts';
import { homeOverview } from '../../src/tools/reading/home-overview.ts';
import type { Tool } from '../../src/tools/tool.ts';
import type { HomeUnderTest } from '../support/home-under-test.ts';
import { contextOf } from '../support/tool-context.ts';

const LAMP = 'light.kitchen';

/**
 * What Latchkey relies on in a Home Assistant. It assumes a light `light.kitchen` called "Kitchen"
 * in an area called "Kitchen", and two people of whom only the first is an administrator.
 */
export function homeContract(start: () => Promise<HomeUnderTest>): void {
  describe('a home', { concurrency: false, timeout: 60_000 }, () => {
    let place: HomeUnderTest;
    let connections: HomeConnections;
    const tokens = new Map<string, string>();
    const refused: string[] = [];

    before(async () => {
      place = await start();
      const [first, second] = place.people;
      tokens.set('first', first.token).set('second', second.token);
      connections = new HomeConnections({
        homes: [address()],
        credential: async (id) => ({ home: 'home', token: tokens.get(id) ?? '' }),
        onRefused: (id) => refused.push(id),
        clock: Date.now,
      });
    });

    after(async () => {
      await connections?.closeAll();
      await place?.stop();
    });

    const address = () => ({ name: 'home', url: place.url, verifyTls: true });
    const check = (token: string) => checkToken(address(), token, { clock: Date.now });
    const first = () => connections.for('first');
    const second = () => connections.for('second');
    const use = async (tool: Tool, args: unknown, home?: Home) =>
      tool.call(args, contextOf(home ?? (await second())));
    const turn = (to: 'on' | 'off', home?: Home) =>
      use(callService, { domain: 'light', service: `turn_${to}`, entity_id: LAMP }, home);

    test('both people sign in as who they are', async () => {
      for (const person of place.people) {
        const user = await check(person.token);
        assert.ok(user.ok);
        assert.match(user.value.id, /^[0-9a-f]{32}$/);
        assert.deepEqual(
          [user.value.name, user.value.administrator],
          [person.name, person.administrator],
        );
      }
    });

    test('a token that is not theirs is refused', async () => {
      const [header, claims] = place.people[0].token.split('.');
      const forged = `${header}.${claims}.${'A'.repeat(43)}`;
      assert.deepEqual(await check(forged), { ok: false, error: 'refused' });
      assert.equal((await check(place.people[0].token)).ok, true);
    });

    test('an expired or malformed token is refused without asking', async () => {
      const [header, , signature] = place.people[0].token.split('.');
      const claims = { iss: 'a'.repeat(32), iat: 1, exp: 2 };
      const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
      assert.deepEqual(await check(`${header}.${payload}.${signature}`), {
        ok: false,
        error: 'expired',
      });
      assert.deepEqual(await check('correct horse'), { ok: false, error: 'malformed' });
    });

    test('the mirror holds states, registries, services and configuration', async () => {
      const { mirror, user } = await second();
      assert.equal(user.name, place.people[1].name);
      const lamp = mirror.entity(LAMP);
      assert.ok(lamp);
      assert.equal(lamp.name, 'Kitchen');
      assert.match(lamp.state.state, /^(on|off)$/);
      assert.ok(lamp.state.lastChanged <= Date.now() + 60_000);
      assert.ok(lamp.areaId !== undefined && mirror.areas.get(lamp.areaId)?.name === 'Kitchen');
      assert.ok(mirror.inArea(lamp.areaId).some((entity) => entity.id === LAMP));
      assert.equal(mirror.config.version, place.version);
      assert.ok(Intl.supportedValuesOf('timeZone').includes(mirror.config.timeZone));
      assert.ok(mirror.config.components.includes('websocket_api'));
      const turnOn = mirror.service('light', 'turn_on');
      assert.equal(turnOn?.response, undefined);
      assert.deepEqual(turnOn?.targetDomains, ['light']);
    });

    test('a service call changes a state, and everyone sees it', async () => {
      const [ada, ben] = await Promise.all([first(), second()]);
      await turn('off', ada);
      const seen = nextState(ben, LAMP, 'on');
      const { changed } = await ada.callService(
        { domain: 'light', service: 'turn_on', target: { entity_id: [LAMP] } },
        { waitFor: [LAMP] },
      );
      assert.deepEqual(changed, [LAMP]);
      assert.equal(ada.mirror.entity(LAMP)?.state.state, 'on');
      await seen;
      assert.ok((ben.mirror.entity(LAMP)?.state.contextId ?? '') !== '');
    });

    test("a service that does not exist is Home Assistant's not_found", async () => {
      const ben = await second();
      await assert.rejects(ben.callService({ domain: 'light', service: 'explode' }), {
        code: 'home_command_failed',
        homeCode: 'not_found',
      });
    });

    test('a command that does not exist is unknown_command', async () => {
      const ben = await second();
      await assert.rejects(ben.command({ type: 'latchkey/nonsense' }), {
        code: 'home_command_failed',
        homeCode: 'unknown_command',
      });
    });

    test("data that does not fit is Home Assistant's refusal, in its words", async () => {
      const answer = await use(callService, {
        domain: 'light',
        service: 'turn_on',
        entity_id: LAMP,
        data: { nonsense: 1 },
      });
      assert.equal(answer.isError, true);
      assert.match(answer.content[0].text, /^Home Assistant refused: .*nonsense/);
    });

    test('what administrators do is refused to others', async () => {
      const ben = await second();
      await assert.rejects(ben.command({ type: 'config/auth/list' }), { homeCode: 'unauthorized' });
      const ada = await first();
      assert.ok(Array.isArray(await ada.command({ type: 'config/auth/list' })));
    });

    test('a changed registry reaches the other person', async () => {
      const [ada, ben] = await Promise.all([first(), second()]);
      const aliases = ada.mirror.entity(LAMP)?.aliases ?? [];
      const rename = (names: readonly string[]) =>
        ada.command({ type: 'config/entity_registry/update', entity_id: LAMP, aliases: names });
      await rename(['Contract lamp']);
      try {
        const isThere = () => ben.mirror.entity(LAMP)?.aliases.includes('Contract lamp') === true;
        while (!isThere()) await roundTrip(ben);
        const found = await use(findEntities, { text: 'contract lamp' }, ben);
        assert.match(found.content[0].text, /light\.kitchen/);
      } finally {
        await rename(aliases);
      }
    });

    test('a token that is revoked while in use is noticed once', async () => {
      const ben = await second();
      const token = await ben.command<string>({
        type: 'auth/long_lived_access_token',
        client_name: `Contract ${Date.now()}`,
        lifespan: 1,
      });
      const claims = readToken(token, Date.now());
      assert.ok(claims.ok);
      tokens.set('brief', token);
      const before = await connections.for('brief');
      assert.equal(before.user.name, place.people[1].name);

      await ben.command({
        type: 'auth/delete_refresh_token',
        refresh_token_id: claims.value.refreshTokenId,
      });
      while (refused.length === 0) await roundTrip(ben);
      await assert.rejects(connections.for('brief'), { code: 'home_refused' });
      assert.deepEqual(refused, ['brief']);
    });

    test('home_overview tells of the home in little text', async () => {
      const answer = await use(homeOverview, {});
      const overview = homeOverview.output.parse(answer.structuredContent);
      const areas = [
        ...overview.floors.flatMap((floor) => floor.areas),
        ...overview.areas_without_floor,
      ];
      assert.ok((areas.find((area) => area.name === 'Kitchen')?.entities ?? 0) > 0);
      assert.equal(overview.version, place.version);
      assert.deepEqual(overview.you, { name: place.people[1].name, administrator: false });
      assert.ok(answer.content[0].text.length < 6_000);
      assert.match(answer.content[0].text, /Kitchen/);
    });

    test('find_entities finds the lamp by name, room and kind', async () => {
      for (const args of [
        { text: 'kitchen', domain: 'light' },
        { area: 'Kitchen', domain: 'light' },
        { text: 'light kitchen' },
      ]) {
        const answer = await use(findEntities, args);
        const { entities, total, left_out } = findEntities.output.parse(answer.structuredContent);
        assert.equal(entities[0]?.entity_id, LAMP, JSON.stringify(args));
        assert.equal(total, entities.length + left_out);
      }
    });

    test('get_state reads the lamp and helps with a typo', async () => {
      const answer = await use(getState, { entity_id: [LAMP, 'light.kitchn'] });
      const { entities, unknown } = getState.output.parse(answer.structuredContent);
      assert.equal(entities[0]?.area, 'Kitchen');
      assert.ok(Date.parse(entities[0]?.last_changed ?? '') > 0);
      assert.ok(unknown[0]?.did_you_mean.includes(LAMP));
    });

    test('call_service says the state afterwards, whichever way it is aimed', async () => {
      const areaId = (await second()).mirror.entity(LAMP)?.areaId;
      for (const state of ['on', 'off'] as const) {
        for (const target of [{ entity_id: LAMP }, { area_id: [areaId] }]) {
          await turn(state === 'on' ? 'off' : 'on');
          const answer = await use(callService, {
            domain: 'light',
            service: `turn_${state}`,
            ...target,
          });
          const { states, finished } = callService.output.parse(answer.structuredContent);
          assert.equal(finished, true);
          assert.equal(states.find((one) => one.entity_id === LAMP)?.state, state);
        }
      }
    });

    test('call_service refuses what does not exist, with what is near', async () => {
      for (const [args, message] of [
        [{ domain: 'light', service: 'trun_on', entity_id: LAMP }, /mean light\.turn_on/],
        [{ domain: 'light', service: 'turn_on', entity_id: 'light.kitchn' }, /light\.kitchen/],
        [{ domain: 'light', service: 'turn_on', area_id: 'kitchem' }, /No area_id kitchem/],
      ] as const) {
        const answer = await use(callService, args);
        assert.equal(answer.isError, true);
        assert.match(answer.content[0].text, message);
      }
    });

    test('no tool shows a token', async () => {
      const answers = await Promise.all(
        TOOLS.filter((tool) => tool.annotations.readOnlyHint).map((tool) =>
          use(tool, tool.name === 'get_state' ? { entity_id: LAMP } : {}),
        ),
      );
      for (const { token } of place.people) assert.ok(!JSON.stringify(answers).includes(token));
    });
  });
}

/** Lets what the home has sent arrive. */
async function roundTrip(home: Home): Promise<void> {
  await home.command({ type: 'auth/current_user' });
}

function nextState(home: Home, entityId: string, state: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = home.mirror.onState((id, after) => {
      if (id !== entityId || after?.state !== state) return;
      stop();
      resolve();
    });
  });
}
