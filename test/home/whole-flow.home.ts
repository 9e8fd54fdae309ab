import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { runSelftest } from '../../src/doctor/selftest/selftest.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  callTool,
  codeOf,
  mcp,
  signIn,
  submitConsent,
  TestClient,
  tokensOf,
  whoAmI,
} from '../support/oauth-client.ts';
import { ERAS, sdkClient } from '../support/sdk-client.ts';
import { startHomeUnderTest } from './start.ts';

const LAMP = { entity_id: 'light.kitchen' };

describe('Latchkey in front of a real Home Assistant', { timeout: 240_000 }, () => {
  let home: Awaited<ReturnType<typeof startHomeUnderTest>>;
  before(async () => {
    home = await startHomeUnderTest();
  });
  after(() => home?.stop());

  /** The lamp as Home Assistant itself says it is, not as we do. */
  const lamp = async () => {
    const answer = await fetch(`${home.url}/api/states/${LAMP.entity_id}`, {
      headers: { authorization: `Bearer ${home.people[0].token}` },
    });
    return ((await answer.json()) as { state: string }).state;
  };

  test('a client signs in, reads the light and switches it, in both protocol eras', async (t) => {
    const latchkey = await startTestLatchkey(t, { home: { ...home, stop: async () => {} } });
    const { tokens } = await signIn(latchkey.base, home.people[1]);
    for (const era of ['modern', 'legacy'] as const) {
      const turn = async (service: string) => {
        const args = { domain: 'light', service, ...LAMP };
        const { result } = await callTool(latchkey.url, tokens.access_token, 'call_service', args, {
          era,
        });
        assert.notEqual(result?.isError, true, JSON.stringify(result));
      };
      await turn('turn_on');
      assert.equal(await lamp(), 'on');
      await turn('turn_off');
      assert.equal(await lamp(), 'off');
      const read = await callTool(latchkey.url, tokens.access_token, 'get_state', LAMP, { era });
      assert.match(JSON.stringify(read.result), /"state":"off"/);
      const list = await mcp(latchkey.url, tokens.access_token, 'tools/list', {}, { era });
      assert.match(list.text, /home_overview/);
    }
  });

  test('a client attaches the overview and an entity, and is helped to type, in both eras', async (t) => {
    const latchkey = await startTestLatchkey(t, { home: { ...home, stop: async () => {} } });
    const { tokens } = await signIn(latchkey.base, home.people[1]);
    for (const { era, mode } of ERAS) {
      const client = await sdkClient(t, latchkey.url, tokens.access_token, mode);
      const read = async (uri: string) => JSON.stringify(await client.readResource({ uri }));
      assert.match(await read('latchkey://home/overview'), new RegExp(home.people[1].name));
      assert.match(await read(`latchkey://entity/${LAMP.entity_id}`), /light\.kitchen/, era);
      const ref = { type: 'ref/resource', uri: 'latchkey://entity/{entity_id}' } as const;
      const { completion } = await client.complete({
        ref,
        argument: { name: 'entity_id', value: 'light.kit' },
      });
      assert.equal(completion.values[0], LAMP.entity_id);
      assert.ok((await client.getPrompt({ name: 'morning_summary' })).messages.length > 1);
    }
    const kinds = (await latchkey.latchkey.store.auditEvents(3)).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['prompt', 'resource', 'resource']);
  });

  test('two people through one client id act as themselves', async (t) => {
    const latchkey = await startTestLatchkey(t, { home: { ...home, stop: async () => {} } });
    const client = await TestClient.register(latchkey.base);
    const pages = [await client.openConsent(), await client.openConsent()] as const;
    const codes = await Promise.all(
      pages.map(async (page, index) =>
        codeOf(await submitConsent(page, home.people[index]?.token ?? '')),
      ),
    );
    for (const [index, code] of codes.entries()) {
      const { access_token: token } = tokensOf(await client.redeem(code));
      assert.match(
        JSON.stringify(await whoAmI(latchkey.url, token)),
        new RegExp(home.people[index]?.name ?? 'nobody'),
      );
    }
  });

  test('the selftest passes against it', async (t) => {
    const latchkey = await startTestLatchkey(t, { home: { ...home, stop: async () => {} } });
    const report = await runSelftest({
      url: latchkey.url,
      token: home.people[0].token,
      log: () => {},
    });
    assert.equal(report.outcome, 'passed', JSON.stringify(report, null, 2));
  });
});
