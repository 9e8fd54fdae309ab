import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Home } from '../../../src/home/home.ts';
import type { HomeMessage } from '../../../src/home/link.ts';
import { createBackup } from '../../../src/tools/configure/create-backup.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome } from '../small-home.ts';

const NOT_CONFIGURED = {
  agent_ids: [],
  include_addons: null,
  include_all_addons: false,
  include_database: true,
  include_folders: null,
  name: null,
  password: null,
};

const IDLE = { state: 'idle', backups: [], last_action_event: null };

interface Setup {
  readonly config?: Record<string, unknown>;
  readonly agents?: readonly string[];
  /** The answers to `backup/info`, one after the other; the last stays. */
  readonly infos?: readonly unknown[];
}

/** Runs the tool with time that passes as fast as it is waited for. */
async function make(t: TestContext, { config, agents = ['backup.local'], infos = [IDLE] }: Setup) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const sent: HomeMessage[] = [];
  let looked = 0;
  const replies: Record<string, () => unknown> = {
    'backup/info': () => infos[Math.min(looked++, infos.length - 1)],
    'backup/config/info': () => ({ config: { create_backup: { ...NOT_CONFIGURED, ...config } } }),
    'backup/agents/info': () => ({ agents: agents.map((agent_id) => ({ agent_id })) }),
    'backup/generate': () => ({ backup_job_id: 'job1' }),
  };
  const home: Home = {
    ...smallHome([]),
    async command<T>(message: HomeMessage) {
      sent.push(message);
      return replies[message.type]?.() as T;
    },
  };
  let answer: Awaited<ReturnType<typeof createBackup.call>> | undefined;
  const call = createBackup.call({}, contextOf(home, NOW)).then((got) => {
    answer = got;
  });
  for (let step = 0; answer === undefined && step < 200; step += 1) {
    await setImmediate();
    t.mock.timers.tick(1_000);
  }
  await call;
  assert.ok(answer);
  return {
    answer,
    text: answer.content[0].text,
    generate: sent.find(({ type }) => type === 'backup/generate'),
  };
}

function made(more: Record<string, unknown> = {}) {
  const backup = {
    backup_id: 'b2',
    name: 'Backup by assistant 2026-11-21',
    date: '2026-11-21T09:30:00+01:00',
    database_included: true,
    agents: { 'backup.local': { protected: false, size: 1_234_567 } },
    failed_agent_ids: [],
    failed_addons: [],
    failed_folders: [],
    ...more,
  };
  return { ...IDLE, backups: [{ ...backup, backup_id: 'b1', name: 'Other' }, backup] };
}

const BEFORE = { ...IDLE, backups: [{ backup_id: 'b1' }] };
const BUSY = { ...BEFORE, state: 'create_backup' };

test('without settings everything goes to the own disk', async (t) => {
  const { text, generate } = await make(t, { infos: [BEFORE, BUSY, made()] });
  assert.deepEqual(generate, {
    type: 'backup/generate',
    agent_ids: ['backup.local'],
    include_homeassistant: true,
    include_database: true,
    include_all_addons: false,
    name: 'Backup by assistant 2026-11-21',
  });
  assert.equal(
    text,
    'Made the backup "Backup by assistant 2026-11-21" (b2), 1.23 MB, not encrypted, on backup.local.',
  );
});

test('with a Supervisor, the add-ons are in it', async (t) => {
  const { generate } = await make(t, { agents: ['hassio.local', 'cloud.cloud'] });
  assert.deepEqual([generate?.agent_ids, generate?.include_all_addons], [['hassio.local'], true]);
});

test('the settings of automatic backups are kept to, and the password is not shown', async (t) => {
  const config = {
    agent_ids: ['hassio.local', 'cloud.cloud', 'gone.place'],
    include_addons: ['core_ssh'],
    include_folders: ['media'],
    include_database: false,
    password: 'correct horse',
  };
  const both = { protected: true, size: 5 };
  const { generate, answer, text } = await make(t, {
    config,
    agents: ['hassio.local', 'cloud.cloud'],
    infos: [
      BEFORE,
      made({
        agents: { 'hassio.local': both },
        failed_agent_ids: ['cloud.cloud'],
        failed_addons: [{ name: 'SSH' }],
        database_included: false,
      }),
    ],
  });
  assert.deepEqual(generate, {
    type: 'backup/generate',
    agent_ids: ['hassio.local', 'cloud.cloud'],
    include_homeassistant: true,
    include_database: false,
    include_all_addons: false,
    include_addons: ['core_ssh'],
    include_folders: ['media'],
    password: 'correct horse',
    name: 'Backup by assistant 2026-11-21',
  });
  assert.match(
    text,
    /, encrypted, on hassio\.local\.\nMissing: the copy on cloud\.cloud, add-on SSH, history/,
  );
  assert.ok(!JSON.stringify(answer).includes('correct horse'));
});

test('a backup that takes long is not called a failure', async (t) => {
  const { answer, text } = await make(t, { infos: [BEFORE, BUSY] });
  const { finished, job_id: job } = createBackup.output.parse(answer.structuredContent);
  assert.deepEqual([finished, job], [false, 'job1']);
  assert.match(text, /still being made/);
});

test('a backup that failed says why', async (t) => {
  const event = { manager_state: 'create_backup', state: 'failed', reason: 'upload_failed' };
  const { answer, text } = await make(t, {
    infos: [BEFORE, { ...BEFORE, last_action_event: event }],
  });
  assert.equal(answer.isError, true);
  assert.match(text, /^The backup failed: upload failed\./);
});

test('while another is made, or without any place, none is begun', async (t) => {
  const busy = await make(t, { infos: [BUSY] });
  assert.match(busy.text, /busy with backups \(create backup\)/);
  t.mock.timers.reset();
  const nowhere = await make(t, { agents: [] });
  assert.match(nowhere.text, /no place to keep backups/);
  assert.deepEqual([busy.generate, nowhere.generate], [undefined, undefined]);
});
