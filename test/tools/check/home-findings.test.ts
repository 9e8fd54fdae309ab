import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY } from '../../../src/core/clock.ts';
import { HomeCommandError } from '../../../src/home/errors.ts';
import { NOW } from '../small-home.ts';
import { check, home, titles } from './checked-home.ts';

test('repairs are told in the words of their integration, ignored ones not at all', async () => {
  const issue = (id: string, more: Record<string, unknown>) => ({
    domain: 'zha',
    issue_id: id,
    severity: 'warning',
    ignored: false,
    is_fixable: false,
    breaks_in_ha_version: null,
    learn_more_url: null,
    translation_key: null,
    translation_placeholders: null,
    ...more,
  });
  const place = home([], {
    'repairs/list_issues': {
      issues: [
        issue('no_words', {}),
        issue('stick_1', {
          severity: 'critical',
          is_fixable: true,
          translation_key: 'stick',
          translation_placeholders: { port: 'USB {other}' },
        }),
        issue('later', { severity: 'error', breaks_in_ha_version: '2027.1' }),
        issue('ignored', { ignored: true }),
      ],
    },
    'frontend/get_translations': {
      resources: { 'component.zha.issues.stick.title': 'The stick at {port} is {gone}' },
    },
  });
  assert.deepEqual(await titles(place), [
    'urgent repair: zha: The stick at USB {other} is {gone}',
    'problem repair: zha: later (stops working in 2027.1)',
    'notice repair: zha: no words',
  ]);
  const { findings } = await check(place);
  assert.match(findings[0]?.fix ?? '', /Settings, Repairs/);
});

test('only the last real run of an automation that can be seen counts', async () => {
  const run = (item: string, minute: number, how: string, more = {}) => ({
    item_id: item,
    script_execution: how,
    timestamp: { start: `2026-11-21T07:${String(minute).padStart(2, '0')}:00+00:00` },
    ...(how === 'error' && { error: 'no such light' }),
    ...more,
  });
  const automation = (id: string, item: string) => ({
    id: `automation.${id}`,
    name: id,
    state: 'on',
    attributes: { id: item },
  });
  const place = home([automation('healed', '1'), automation('broken', '2')], {
    'trace/list': [
      run('1', 10, 'error'),
      run('1', 20, 'finished'),
      run('2', 20, 'error'),
      run('2', 10, 'finished'),
      run('2', 30, 'finished', { not_triggered: true }),
      run('3', 30, 'error'),
    ],
  });
  assert.deepEqual(await titles(place), [
    'problem automation: broken failed at 2026-11-21T08:20:00+01:00: no such light',
  ]);
});

test('integrations, backups and the recorder', async () => {
  const at = (days: number) => new Date(NOW - days * DAY).toISOString();
  const place = home([], {
    'config_entries/get': [
      { domain: 'hue', title: 'Bridge', state: 'setup_retry', reason: 'no route' },
      { domain: 'sun', title: 'Sun', state: 'loaded', reason: null },
    ],
    'backup/info': {
      backups: [{ date: at(40) }, { date: at(20) }],
      last_attempted_automatic_backup: at(1),
      last_completed_automatic_backup: at(20),
    },
    'recorder/info': { recording: false, thread_running: true },
  });
  assert.deepEqual(await titles(place), [
    'problem integration: hue (Bridge) could not be set up and is tried again: no route',
    'problem recorder: History is not being recorded',
    'problem backup: The automatic backup of 2026-11-20T09:30:00+01:00 did not succeed',
    'problem backup: The newest backup is of 2026-11-01T09:30:00+01:00',
  ]);
});

test('the log is newest first, counted, and cut to what went wrong', async () => {
  const entry = (level: string, ago: number, message: string, more = {}) => ({
    name: 'custom_components.thing.api',
    message: ['older', message],
    level,
    timestamp: NOW / 1_000 - ago,
    exception: '',
    count: 1,
    ...more,
  });
  const place = home([], {
    'system_log/list': [
      entry('ERROR', 60, 'first\nwith a second line'),
      entry('WARNING', 5, 'not told'),
      entry('ERROR', 10, 'x'.repeat(900), {
        exception: 'Traceback:\n  File "a.py"\nKeyError: 7\n',
        count: 4,
      }),
    ],
  });
  const { findings } = await check(place);
  assert.equal(findings.length, 2);
  assert.match(
    findings[0]?.title ?? '',
    /^custom_components\.thing\.api, \S+, 4 times: x+… \(KeyError: 7\)$/,
  );
  assert.ok((findings[0]?.title.length ?? 0) < 350);
  assert.match(findings[1]?.title ?? '', /: first with a second line$/);
  assert.match(findings[0]?.fix ?? '', /of thing\.$/);
});

test('a part this home does not have spoils nothing', async () => {
  const place = home([{ id: 'sensor.file', name: 'File', state: 'unavailable' }], {
    'backup/info': new HomeCommandError('unknown_command', 'Unknown command.'),
    'frontend/get_translations': new HomeCommandError('unknown_command', 'Unknown command.'),
  });
  const { findings, not_checked: notChecked } = await check(place);
  assert.equal(findings.length, 1);
  assert.deepEqual(notChecked, ['backups (this home does not have it)']);
});
