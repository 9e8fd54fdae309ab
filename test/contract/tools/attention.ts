import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Home } from '../../../src/home/home.ts';
import { checkHome } from '../../../src/tools/check/check-home.ts';
import type { ToolAnswer } from '../../../src/tools/tool.ts';
import type { Family } from './stage.ts';

const SEEDS = {
  'sensor.contract_battery': {
    state: '4',
    attributes: {
      friendly_name: 'Contract battery',
      device_class: 'battery',
      unit_of_measurement: '%',
    },
  },
  'binary_sensor.contract_leak': {
    state: 'on',
    attributes: { friendly_name: 'Contract leak', device_class: 'moisture' },
  },
  'light.contract_lamp': { state: 'unavailable', attributes: { friendly_name: 'Contract lamp' } },
};

/** What the homes have by themselves: an update, an open repair, and an automation that fails. */
const OWN = {
  demo: {
    update: 'update.latchkey_demo',
    repair: /The firmware of Kettle plug is too old/,
    automation: 'automation.leak_alert',
    log: /roborock.*ValueError: 3 of 8 bytes/,
  },
  real: {
    update: 'update.demo_update_no_install',
    repair: /^homeassistant: Unsupported installation method/,
    automation: 'automation.contract_failure',
    log: /light\.nonsense/,
  },
} as const;

/** What needs attention. */
export const attention: Family = (stage, kind) => {
  const own = OWN[kind];

  before(async () => {
    const { ada } = stage();
    for (const [id, body] of Object.entries(SEEDS)) {
      await ada.rest({ method: 'POST', path: ['states', id], body });
    }
    if (kind === 'real') await failingAutomation(ada);
    await roundTrips(ada, () =>
      Object.keys(SEEDS).every((id) => stage().ben.mirror.entity(id) !== undefined),
    );
  });

  after(async () => {
    for (const id of Object.keys(SEEDS)) {
      await stage().ada.rest({ method: 'DELETE', path: ['states', id] });
    }
    if (kind === 'real') {
      await stage().ada.rest({
        method: 'DELETE',
        path: ['config', 'automation', 'config', 'contract_failure'],
      });
    }
  });

  test('everybody hears of alarms, batteries, silent devices and updates, worst first', async () => {
    const { findings, not_checked: notChecked } = read(await stage().use(checkHome, {}));
    const about = (id: string) => findings.find(({ entity_ids: ids = [] }) => ids.includes(id));
    assert.deepEqual(
      ['binary_sensor.contract_leak', 'sensor.contract_battery', 'light.contract_lamp'].map(
        (id) => [about(id)?.severity, about(id)?.kind],
      ),
      [
        ['urgent', 'alert'],
        ['problem', 'battery'],
        ['problem', 'unavailable'],
      ],
    );
    assert.equal(about(own.update)?.kind, 'update');
    assert.equal(findings[0]?.kind, 'alert');
    assert.deepEqual(
      findings.filter(({ kind: one }) => one === 'log' || one === 'repair'),
      [],
    );
    assert.match(notChecked.join(), /^repairs, .*log \(for administrators only\)$/);
  });

  test('nothing that is for administrators is asked for anybody else', async () => {
    const { ben, use } = stage();
    const asked: string[] = [];
    const watched: Home = Object.create(ben, {
      user: { value: ben.user },
      mirror: { value: ben.mirror },
      command: {
        value: (message: { type: string }) => {
          asked.push(message.type);
          return ben.command(message);
        },
      },
    });
    await use(checkHome, {}, watched);
    assert.deepEqual(asked, []);
  });

  test('an administrator also hears of repairs, failed automations and the log', async () => {
    const { ada, use } = stage();
    const answer = await use(checkHome, {}, ada);
    const { findings, counts, not_checked: notChecked } = read(answer);
    assert.deepEqual(notChecked, []);
    const of = (wanted: string) => findings.filter(({ kind: one }) => one === wanted);
    assert.ok(of('repair').some(({ title }) => own.repair.test(title)));
    const failed = of('automation').find(({ entity_ids: ids }) => ids?.includes(own.automation));
    assert.match(failed?.title ?? '', /failed at .*: Action \S+ not found/);
    assert.ok(of('log').some(({ title }) => own.log.test(title)));
    assert.ok((counts.log ?? 0) > 0);
    assert.ok(answer.content[0].text.length < 12_000);
  });

  test('one kind can be asked for alone', async () => {
    const { ada, use } = stage();
    const { findings, counts } = read(await use(checkHome, { kind: 'battery' }, ada));
    assert.deepEqual(Object.keys(counts), ['battery']);
    assert.ok(findings.every(({ kind: one }) => one === 'battery'));
    assert.ok(findings.length > 0);
  });
};

function read(answer: ToolAnswer) {
  assert.equal(answer.isError, undefined, answer.content[0].text);
  return checkHome.output.parse(answer.structuredContent);
}

/** Makes and runs an automation that calls a service nobody has. */
async function failingAutomation(ada: Home): Promise<void> {
  await ada.rest({
    method: 'POST',
    path: ['config', 'automation', 'config', 'contract_failure'],
    body: {
      alias: 'Contract failure',
      triggers: [{ trigger: 'event', event_type: 'contract_never' }],
      conditions: [],
      actions: [{ action: 'light.nonsense' }],
    },
  });
  const id = 'automation.contract_failure';
  await roundTrips(ada, () => ada.mirror.entity(id) !== undefined);
  await ada.callService({
    domain: 'automation',
    service: 'trigger',
    target: { entity_id: [id] },
  });
}

/** Lets what the home has sent arrive, until it is so. */
async function roundTrips(home: Home, isSo: () => boolean): Promise<void> {
  while (!isSo()) await home.command({ type: 'auth/current_user' });
}
