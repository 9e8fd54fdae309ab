import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { callTool, jsonOf, type Page, signIn } from '../support/oauth-client.ts';

type Content = Readonly<Record<string, unknown>>;

function contentOf(page: Page): Content {
  const { result } = jsonOf(page) as { result?: { structuredContent?: Content } };
  assert.ok(result?.structuredContent, page.text);
  return result.structuredContent;
}

test('what an assistant deleted is brought back after a restart, by another assistant', async (t) => {
  const lk = await startTestLatchkey(t);
  const [ada] = lk.people;
  const asked = { scope: 'home:read home:configure', permission: 'configure' };
  const first = await signIn(lk.base, ada, asked);
  const entity_id = 'automation.welcome_home';
  const use = async (token: string, tool: string, args: Content) =>
    contentOf(await callTool(lk.url, token, tool, args));

  const { hash } = await use(first.tokens.access_token, 'get_automation', { entity_id });
  await use(first.tokens.access_token, 'delete_automation', { entity_id, expected_hash: hash });

  await lk.restart();
  const second = await signIn(lk.base, ada, asked);
  const { versions } = await use(second.tokens.access_token, 'restore_version', {});
  const [kept] = versions as Content[];
  assert.equal(kept?.name, 'Welcome home');
  await use(second.tokens.access_token, 'restore_version', { version: kept.version });
  const back = await use(second.tokens.access_token, 'get_automation', { entity_id });
  assert.equal(back.hash, hash);

  const version = await lk.latchkey.store.version('home', String(kept.version));
  assert.equal(version?.personId, (await lk.latchkey.store.grants())[0]?.personId);
  assert.ok(version?.grantId);
});
