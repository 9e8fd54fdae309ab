import assert from 'node:assert/strict';
import { test } from 'node:test';
import { haMcp } from '../../src/supervisor/ha-mcp.ts';
import { eventually } from '../support/eventually.ts';
import { supervisedStage } from '../support/supervised.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';

const SLUG = '81f33d0f_ha_mcp';

test('ha-mcp is offered while it is installed and not in use, and added at a press', async (t) => {
  const { as, ada, supervisor } = await supervisedStage(t);
  const admin = as(ada);
  await eventually(async () => (await admin.read('')).includes(supervisor.state.hostname));
  assert.doesNotMatch(await admin.read('servers'), /ha-mcp is installed/);

  supervisor.state.apps.set(SLUG, { ip_address: '127.0.0.1' });
  // Looks around anew.
  await admin.send('', 'watchdog');
  await eventually(async () => (await admin.read('servers')).includes('ha-mcp is installed'));
  const page = await admin.read('servers');
  const form = /<form method="post" action="servers\/add">[\s\S]*?<\/form>/.exec(page)?.[0] ?? '';
  const { csrf: _csrf, ...fields } = Object.fromEntries(
    Array.from(form.matchAll(/name="([a-z_]+)"[^>]*? value="([^"]*)"/g), ([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  );
  assert.equal(fields.url, 'http://127.0.0.1:9583/');

  const nobody = await admin.send('servers', 'servers/add', fields);
  assert.equal(nobody.status, 400);
  assert.match(await nobody.text(), /It could not be reached/);
  const upstream = await startHttpUpstream(t);
  const added = await admin.send('servers', 'servers/add', { ...fields, url: upstream.url });
  assert.match(added.headers.get('location') ?? '', /servers\/ha-mcp\/tools\?done=added$/);
  assert.match(await admin.read('servers'), /ha-mcp is installed/);

  const { try: _, ...untried } = fields;
  const own = { ...untried, name: 'own', url: 'http://127.0.0.1:9583/private_Zk3xW9vQ2mN7pLr5' };
  assert.equal((await admin.send('servers', 'servers/add', own)).status, 303);
  assert.doesNotMatch(await admin.read('servers'), /ha-mcp is installed/);

  await admin.send('servers', 'servers/own/remove', {});
  assert.match(await admin.read('servers'), /ha-mcp is installed/);
  supervisor.state.apps.delete(SLUG);
  await admin.send('', 'watchdog');
  await eventually(async () => !(await admin.read('servers')).includes('ha-mcp is installed'));
});

test('where it listens is an address and nothing else', () => {
  assert.equal(haMcp.read({ ip_address: '172.30.32.1' }), 'http://172.30.32.1:9583/');
  for (const address of [undefined, 5, '', 'evil.example', '1.2.3.4/x', '::1', '172.30.32.1@a']) {
    assert.equal(haMcp.read({ ip_address: address }), undefined, String(address));
  }
});
