import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY } from '../../../src/core/clock.ts';
import { HomeCommandError } from '../../../src/home/errors.ts';
import type { Home } from '../../../src/home/home.ts';
import { checkHome } from '../../../src/tools/reading/check-home.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome, type Thing } from '../small-home.ts';

/** A home that answers these commands, each healthy unless told otherwise. */
function home(things: readonly Thing[], answers: Readonly<Record<string, unknown>> = {}): Home {
  const all: Record<string, unknown> = {
    'repairs/list_issues': { issues: [] },
    'frontend/get_translations': { resources: {} },
    'config_entries/get': [],
    'trace/list': [],
    'backup/info': {
      backups: [{ date: new Date(NOW - DAY).toISOString() }],
      last_attempted_automatic_backup: null,
      last_completed_automatic_backup: null,
    },
    'recorder/info': { recording: true, thread_running: true },
    'system_log/list': [],
    ...answers,
  };
  return {
    ...smallHome(things),
    async command<T>({ type }: { type: string }) {
      if (all[type] instanceof Error) throw all[type];
      assert.ok(type in all, type);
      return all[type] as T;
    },
  };
}

async function check(place: Home, args: Record<string, unknown> = {}) {
  const answer = await checkHome.call(args, contextOf(place, NOW));
  assert.equal(answer.isError, undefined, answer.content[0].text);
  return {
    ...checkHome.output.parse(answer.structuredContent),
    text: answer.content[0].text,
  };
}

async function titles(place: Home, args?: Record<string, unknown>) {
  const { findings } = await check(place, args);
  return findings.map(({ severity, kind, title }) => `${severity} ${kind}: ${title}`);
}

test('a home in order needs nothing', async () => {
  const { text, findings } = await check(home([{ id: 'light.kitchen', state: 'on' }]));
  assert.deepEqual([text, findings], ['Nothing needs attention.', []]);
});

test('silent entities are told by device, and by integration when many devices are', async () => {
  const gone = (id: string, device: string, platform: string) => ({
    id,
    name: id,
    device,
    platform,
    state: 'unavailable',
  });
  const place = home([
    gone('light.one', 'lamp', 'hue'),
    gone('sensor.two', 'lamp', 'hue'),
    gone('lock.front', 'door', 'nuki'),
    ...[1, 2, 3].map((n) => gone(`sensor.z${n}`, `z${n}`, 'zha')),
    { id: 'sensor.file', name: 'File', state: 'unavailable' },
    { id: 'sensor.old', name: 'Old', state: 'unavailable', attributes: { restored: true } },
    { id: 'sensor.signal', state: 'unavailable', diagnostic: true },
    { id: 'light.hidden', state: 'unavailable', hidden: true },
  ]);
  assert.deepEqual(await titles(place), [
    'problem unavailable: zha (3 devices) is unavailable',
    'problem unavailable: Device lamp is unavailable',
    'problem unavailable: File is unavailable',
    'problem unavailable: lock.front is unavailable',
    'problem unavailable: Old is no longer provided by its integration',
  ]);
  const { findings } = await check(place);
  assert.deepEqual(findings[0]?.entity_ids, ['sensor.z1', 'sensor.z2', 'sensor.z3']);
});

test('unknown is a finding only where it means that nothing was reported', async () => {
  const place = home([
    { id: 'sensor.outside', name: 'Outside', state: 'unknown' },
    { id: 'button.push', state: 'unknown' },
    { id: 'scene.night', state: 'unknown' },
    { id: 'sensor.next', state: 'unknown', attributes: { device_class: 'timestamp' } },
    { id: 'sensor.size', state: 'unknown', platform: 'backup' },
  ]);
  assert.deepEqual(await titles(place), ['notice unavailable: Outside has no value yet']);
});

test('alarms come first, then what is broken, then what can wait', async () => {
  const place = home([
    {
      id: 'update.lamp',
      name: 'Lamp',
      state: 'on',
      attributes: { installed_version: '1', latest_version: '2', supported_features: 1 },
    },
    { id: 'automation.off', name: 'Night', state: 'off' },
    { id: 'automation.bad', name: 'Broken', state: 'unavailable' },
    { id: 'binary_sensor.low', name: 'Door', state: 'on', attributes: { device_class: 'battery' } },
    { id: 'binary_sensor.leak', name: 'Sink', state: 'on', attributes: { device_class: 'gas' } },
    { id: 'alarm_control_panel.home', name: 'Home', state: 'triggered' },
  ]);
  assert.deepEqual(await titles(place), [
    'urgent alert: Home: the alarm is sounding',
    'urgent alert: Sink: gas detected',
    'problem automation: Broken cannot run: its configuration is not valid',
    'problem battery: Door: low',
    'notice automation: Night is switched off',
    'notice update: Lamp: 1 to 2',
  ]);
});

test('an update says whether Home Assistant can install it', async () => {
  const update = (features: number, busy: boolean) =>
    home([
      {
        id: 'update.lamp',
        state: 'on',
        attributes: { supported_features: features, in_progress: busy },
      },
    ]);
  const fix = async (place: Home) => (await check(place)).findings[0]?.fix;
  assert.match((await fix(update(1, false))) ?? '', /install_update/);
  assert.match((await fix(update(0, false))) ?? '', /cannot install/);
  assert.match((await fix(update(1, true))) ?? '', /being installed/);
});

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

test('many findings of one kind leave room for others, and can be asked for', async () => {
  const many = Array.from({ length: 70 }, (_, n) => ({
    id: `sensor.b${n}`,
    state: '1',
    diagnostic: true,
    attributes: { device_class: 'battery', unit_of_measurement: '%' },
  }));
  const place = home([...many, { id: 'automation.off', state: 'off' }]);
  const some = await check(place);
  assert.deepEqual([some.findings.length, some.left_out], [11, 60]);
  assert.deepEqual(some.counts, { battery: 70, automation: 1 });
  const all = await check(place, { kind: 'battery' });
  assert.deepEqual([all.findings.length, all.left_out], [60, 10]);
});

test('for one kind, nothing else is asked of the home', async () => {
  const asked: string[] = [];
  const place = home([]);
  const watched: Home = {
    ...place,
    command: (message, options) => {
      asked.push(message.type);
      return place.command(message, options);
    },
  };
  await check(watched, { kind: 'log' });
  await check(watched, { kind: 'battery' });
  assert.deepEqual(asked, ['system_log/list']);
});
