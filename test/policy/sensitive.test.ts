import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Reached, sensitiveEffects, shown } from '../../src/policy/sensitive.ts';

const thing = (id: string, more: Partial<Reached> = {}): Reached => ({
  id,
  domain: id.slice(0, id.indexOf('.')),
  name: id.slice(id.indexOf('.') + 1),
  deviceClass: undefined,
  ...more,
});

const garage = thing('cover.garage', { deviceClass: 'garage' });
const NOTHING_SAID = { sensitive: [], withoutAsking: [] };

function asked(
  service: string,
  what: Reached,
  rules = NOTHING_SAID as Parameters<typeof sensitiveEffects>[2],
) {
  const [domain = '', name = ''] = service.split('.');
  return sensitiveEffects({ domain, service: name }, [what], rules).map(({ sentence }) => sentence);
}

test('what lets somebody in, silences or alarms is asked about; what closes it up is not', () => {
  for (const [service, what, sentence] of [
    ['lock.unlock', thing('lock.front', { name: 'Front door' }), 'Unlock Front door (lock.front)'],
    ['lock.open', thing('lock.front'), 'Open front (lock.front)'],
    [
      'alarm_control_panel.alarm_disarm',
      thing('alarm_control_panel.home'),
      'Disarm home (alarm_control_panel.home)',
    ],
    [
      'alarm_control_panel.alarm_trigger',
      thing('alarm_control_panel.home'),
      'Set off home (alarm_control_panel.home)',
    ],
    ['cover.open_cover', garage, 'Open garage (cover.garage)'],
    ['cover.close_cover', garage, 'Close garage (cover.garage)'],
    ['cover.set_cover_position', garage, 'Move garage (cover.garage)'],
    ['cover.toggle', garage, 'Open or close garage (cover.garage)'],
    ['valve.close_valve', thing('valve.water'), 'Close water (valve.water)'],
    ['siren.turn_on', thing('siren.hall'), 'Sound hall (siren.hall)'],
  ] as const) {
    assert.deepEqual(asked(service, what), [sentence]);
  }
  for (const [service, what] of [
    ['lock.lock', thing('lock.front')],
    ['alarm_control_panel.alarm_arm_away', thing('alarm_control_panel.home')],
    ['cover.stop_cover', garage],
    ['cover.open_cover', thing('cover.blind', { deviceClass: 'blind' })],
    ['cover.open_cover', thing('cover.any')],
    ['siren.turn_off', thing('siren.hall')],
    ['light.turn_on', thing('light.a')],
    ['homeassistant.update_entity', thing('lock.front')],
  ] as const) {
    assert.deepEqual(asked(service, what), [], `${service} on ${what.id}`);
  }
});

test('it goes by what is reached, not by the name of the service', () => {
  for (const service of [
    'homeassistant.turn_on',
    'homeassistant.turn_off',
    'homeassistant.toggle',
    'zwave_js.set_lock_usercode',
    'toString.constructor',
    'lock.lock_and_unlock',
  ]) {
    assert.equal(asked(service, thing('lock.front')).length, 1, service);
  }
  const through = thing('lock.front', { name: 'Front door', through: 'Good night' });
  assert.deepEqual(asked('scene.turn_on', through), [
    'Run Good night, which acts on Front door (lock.front)',
  ]);
  assert.deepEqual(asked('script.turn_on', thing('script.leave', { unseen: true })), [
    'Run leave (script.leave), which may act on anything',
  ]);
});

test('the operator may add entities, domains and services, and take the question away', () => {
  const boiler = thing('switch.boiler');
  for (const word of ['switch.boiler', 'switch', 'switch.turn_on']) {
    assert.equal(
      asked('switch.turn_on', boiler, { sensitive: [word], withoutAsking: [] }).length,
      1,
    );
  }
  assert.deepEqual(
    asked('switch.turn_on', boiler, { sensitive: ['switch.turn_off'], withoutAsking: [] }),
    [],
  );
  for (const word of ['lock.front', 'lock', 'lock.unlock']) {
    const rules = { sensitive: [], withoutAsking: [word] };
    assert.deepEqual(asked('lock.unlock', thing('lock.front'), rules), []);
    assert.equal(
      asked('lock.unlock', thing('lock.front'), { ...rules, sensitive: ['lock.front'] }).length,
      1,
    );
  }
  const shell = { domain: 'shell_command', service: 'reboot' };
  const rules = { sensitive: ['shell_command'], withoutAsking: [] };
  assert.deepEqual(sensitiveEffects(shell, [], rules), [
    { key: 'shell_command.reboot', sentence: 'Call shell_command.reboot' },
  ]);
});

test('a name is one line of a bearable length, whatever it is', () => {
  assert.equal(shown('  Front\n\u202edoor\u0000 '), 'Front door');
  assert.equal(shown('x'.repeat(500)).length, 60);
});
