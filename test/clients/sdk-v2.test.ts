import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  StreamableHTTPClientTransport,
  UnauthorizedError,
  type VersionNegotiationMode,
} from '@modelcontextprotocol/client';
import { latest } from '../doctor/timeline/stage.ts';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { mcp } from '../support/oauth-client.ts';
import { Application, connectApplication } from '../support/sdk-application.ts';

const lk = await startTestLatchkey({ after });

const connect = (application: Application, mode: VersionNegotiationMode) =>
  connectApplication(lk.url, application, mode);

const MODES = [
  { mode: 'legacy', era: 'legacy', version: '2025-11-25' },
  { mode: 'auto', era: 'modern', version: '2026-07-28' },
  { mode: { pin: '2026-07-28' }, era: 'modern', version: '2026-07-28' },
] as const;

for (const { mode, era, version } of MODES) {
  test(`SDK v2, ${JSON.stringify(mode)}: signs in, lists tools and switches a light on`, async (t) => {
    const application = new Application(lk.people[0]);
    const client = await connect(application, mode);
    lastly(t, () => client.close());
    assert.equal(client.getProtocolEra(), era);
    assert.equal(client.getNegotiatedProtocolVersion(), version);
    assert.equal(client.getServerVersion()?.name, 'latchkey');
    assert.match(client.getInstructions() ?? '', /home_overview/);

    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name).filter((name) => /overview|call_service/.test(name)),
      ['home_overview', 'call_service'],
    );
    lk.home.setState('light.kitchen', 'off');
    const called = await client.callTool({
      name: 'call_service',
      arguments: { domain: 'light', service: 'turn_on', entity_id: 'light.kitchen' },
    });
    assert.equal(called.isError, undefined, JSON.stringify(called));
    const seen = await client.callTool({
      name: 'get_state',
      arguments: { entity_id: 'light.kitchen' },
    });
    assert.match(JSON.stringify(seen.structuredContent), /"state":"on"/);
    const asked = lk.home.commands().findLast(({ type }) => type === 'call_service');
    assert.equal(asked?.personId, lk.home.people[0]?.id);

    const shown = await latest(lk);
    assert.deepEqual([shown.client, shown.state], ['SDK v2', 'connected']);
    const taken = shown.steps.filter(({ result }) => result === 'ok').map(({ kind }) => kind);
    assert.deepEqual(
      [...new Set(taken)],
      [
        'challenge',
        'resource_metadata',
        'server_metadata',
        'registration',
        'authorize',
        'consent_page',
        'consent',
        'token',
        'call',
      ],
    );
  });

  test(`SDK v2, ${JSON.stringify(mode)}: an access token that no longer works is renewed unseen`, async (t) => {
    const application = new Application(lk.people[1]);
    const client = await connect(application, mode);
    lastly(t, () => client.close());
    assert.ok(application.saved);
    const before = application.saved;
    application.saved = { ...before, access_token: 'stale' };
    await client.listTools();
    assert.equal(application.signIns, 1);
    assert.notEqual(application.saved?.refresh_token, before.refresh_token);
  });
}

test('SDK v2: a grant that was revoked leads to a new sign-in, not to a dead end', async (t) => {
  const application = new Application(lk.people[1]);
  const client = await connect(application, 'auto');
  lastly(t, () => client.close());
  for (const grant of await lk.latchkey.store.grants()) {
    await lk.latchkey.store.endGrant(grant.id, 'disconnected', Date.now());
  }
  assert.equal((await mcp(lk.url, application.saved?.access_token, 'tools/list')).status, 401);
  await assert.rejects(client.listTools(), UnauthorizedError);
  assert.equal(application.signIns, 2);

  const transport = new StreamableHTTPClientTransport(new URL(lk.url), {
    authProvider: application,
  });
  await transport.finishAuth(application.callback);
  assert.ok((await client.listTools()).tools.length > 0);
});
