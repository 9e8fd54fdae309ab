import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MINUTE } from '../../src/core/clock.ts';
import type { AuditEvent } from '../../src/store/contract.ts';
import { TOOLS } from '../../src/tools/catalog.ts';
import { startChromium } from '../support/chromium.ts';
import { lastly } from '../support/lastly.ts';
import { lookAt, settingsInBrowser } from './settings-stage.ts';

const LONG = 'An assistant with a name that somebody made as long as a name can possibly be made';

/** A month of a busy household. */
function month(now: number, personId: string, url: string): AuditEvent[] {
  const common = { home: 'home', personId, issuer: url };
  const events: AuditEvent[] = Array.from({ length: 2_000 }, (_, n) => ({
    ...common,
    at: now - HOUR - Math.floor((((n * n) % 1_999) / 2_000) * 30 * DAY),
    kind: 'tool',
    clientId: n % 3 === 0 ? 'claude' : 'long',
    outcome: n % 19 === 0 ? 'failed' : 'done',
    detail: {
      tool: TOOLS[(n * 7) % 12]?.name ?? '',
      ms: n % 900,
      ...(n % 2 === 0 && { on: 'light.kitchen, light.living_room' }),
    },
  }));
  const call = (ago: number, outcome: string, detail: AuditEvent['detail']): AuditEvent => ({
    ...common,
    at: now - ago * MINUTE,
    kind: 'tool',
    clientId: 'claude',
    outcome,
    ...(detail !== undefined && { detail }),
  });
  const other = (ago: number, kind: string, outcome: string, detail?: AuditEvent['detail']) => ({
    at: now - ago * MINUTE,
    kind,
    outcome,
    clientId: 'claude',
    ...(detail !== undefined && { detail }),
  });
  return [
    ...events.toSorted((one, another) => one.at - another.at),
    call(30, 'done', { tool: 'control_devices', on: 'action:turn_on, light.kitchen', ms: 120 }),
    call(28, 'failed', {
      tool: 'control_devices',
      on: 'action:unlock, lock.front_door',
      ms: 31_000,
      asked: 'phone',
      said: 'no',
    }),
    call(27, 'refused', { tool: 'save_automation', ms: 1 }),
    call(26, 'asked', {
      tool: 'control_devices',
      on: 'action:open, cover.garage, +3',
      ms: 9,
      asked: 'client',
      said: 'travels',
    }),
    call(25, 'done', { tool: 'github__create_issue', upstream: 'github', ms: 840 }),
    { ...common, ...other(24, 'consent', 'allowed') },
    other(23, 'sign_in', 'refused', { unwritten: 7 }),
    other(22, 'grant', 'refresh_replayed'),
    { ...common, ...other(21, 'settings', 'rule_changed') },
    {
      at: now - 20 * MINUTE,
      kind: 'refusal',
      outcome: 'token_refused',
      detail: { count: 41, route: 'mcp', source: '203.0.113.7' },
    },
    {
      at: now - 19 * MINUTE,
      kind: 'refusal',
      outcome: 'over_limit',
      detail: { count: 1, route: 'authorize', source: 'unknown' },
    },
    {
      at: now - 2 * DAY,
      kind: 'refusal',
      outcome: 'token_refused',
      detail: { count: 2, route: 'token', source: 'others' },
    },
  ];
}

test('the activity of a household can be read, narrowed and paged', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada, latchkey } = await settingsInBrowser(t, browser);
  const { store } = latchkey.latchkey;
  const now = Date.now();
  const client = {
    origin: 'static',
    redirectUris: [],
    authMethod: 'none',
    grantTypes: [],
    createdAt: now,
    approvedAt: now,
  } as const;
  await store.putClient({ ...client, id: 'claude', name: 'Claude' }, 10);
  await store.putClient({ ...client, id: 'long', name: LONG }, 10);
  for (const event of month(now, ada.id, latchkey.base)) store.appendAudit(event);

  const page = await visit(ada, 'activity');
  assert.equal(await page.locator('.log > li').count(), 50);
  await page.getByText('The same as a table').click();
  await lookAt(page, 'activity');
  await page.getByText('The same as a table').click();

  await page.getByText('Show only').click();
  await page.getByLabel('Assistant or program').selectOption('Claude');
  await page.getByLabel('How calls went').selectOption('Did not work');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const lines = await page.locator('.log > li').allTextContents();
  assert.ok(lines.length > 5 && lines.every((line) => line.includes('Claude')), lines.join('\n'));
  await lookAt(page, 'activity-narrowed');
  await page.getByRole('link', { name: 'Show everything' }).click();
  await page.getByRole('link', { name: 'Older' }).click();
  assert.equal(await page.locator('.log > li').count(), 50);
  assert.equal(await page.getByRole('link', { name: 'Back to the newest' }).count(), 1);
});

test('says what will be here, and what to do where nothing is written down', async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const fresh = await settingsInBrowser(t, browser);
  await lookAt(await fresh.visit(fresh.ada, 'activity'), 'activity-empty');
  const off = await settingsInBrowser(t, browser, { env: { MCP_AUDIT_DAYS: '0' } });
  const page = await off.visit(off.ada, 'activity');
  assert.equal(await page.getByText('Nothing is written down').count(), 1);
  await lookAt(page, 'activity-off');
});
