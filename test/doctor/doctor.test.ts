import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  DoctorContext,
  DoorSubject,
  HereSubject,
  HomeSubject,
} from '../../src/doctor/check.ts';
import { DOOR_CHECKS, HERE_CHECKS, HOME_CHECKS } from '../../src/doctor/checks/all.ts';
import { type Progress, runDoctor } from '../../src/doctor/doctor.ts';
import { adviceOf, firstProblem } from '../../src/doctor/finding.ts';
import { frontDoor } from '../../src/net/front-doors.ts';
import { doctor } from '../../src/words/en/doctor.ts';
import { answer, heard, silent } from '../support/heard.ts';

const here: HereSubject = {
  name: '',
  running: true,
  mode: 'oauth',
  now: () => 0,
  free: async () => 1e12,
  keyring: async () => undefined,
  store: { claim: async () => true },
  clocks: async () => [{ other: 'Home Assistant', time: 0 }],
};

const door: DoorSubject = {
  name: 'https://mcp.example.com',
  door: frontDoor('https://mcp.example.com'),
  mode: 'oauth',
  configured: true,
  othersPublic: false,
  addresses: async () => ['93.184.215.14'],
  ask: async () => silent('refused'),
  own: async () => answer(200),
};

const home: HomeSubject = {
  name: 'home',
  home: { name: 'home', url: 'http://ha.local:8123', verifyTls: true },
  carries: [],
  usualPorts: [],
  companionVersion: undefined,
  ask: async () => heard(200, { name: 'Home Assistant' }),
  version: async () => '2026.11.0',
};

const context: DoctorContext = { here, doors: [door], homes: [home] };

test('findings come in the order of the lists, whoever is done first', async () => {
  const told: Progress[] = [];
  const findings = await runDoctor(context, (progress) => void told.push(progress));
  assert.deepEqual(
    findings.map(({ check }) => check),
    [...HERE_CHECKS, ...DOOR_CHECKS, ...HOME_CHECKS].map(({ id }) => id),
  );
  assert.deepEqual(
    told.map(({ done }) => done),
    findings.map((_, index) => index + 1),
  );
  assert.ok(told.every(({ total }) => total === findings.length));
  assert.deepEqual(new Set(told.map(({ finding }) => finding)), new Set(findings));
});

test('every check has a name, waits only for checks before it, and is in one list', () => {
  const all = [...HERE_CHECKS, ...HOME_CHECKS, ...DOOR_CHECKS];
  assert.deepEqual(all.map(({ id }) => id).sort(), Object.keys(doctor.checks).sort());
  all.forEach(({ id, after = [] }, index) => {
    const before = all.slice(0, index).map((one) => one.id);
    for (const cause of after) assert.ok(before.includes(cause), `${id} after ${cause}`);
  });
});

test('what follows from a cause is silent, and the cause is the first problem', async () => {
  const findings = await runDoctor(context);
  assert.deepEqual(
    findings.filter(({ status }) => status === 'problem').map(({ finding }) => finding),
    ['keyring_missing', 'door_refused'],
  );
  assert.equal(firstProblem(findings)?.finding, 'keyring_missing');
  const waiting = findings.filter(({ finding }) => finding === 'waits');
  assert.equal(waiting.length, DOOR_CHECKS.length - 5);
  const [first] = waiting;
  assert.ok(first);
  assert.match(adviceOf(first, doctor).sentence, /"Something answers at the address"/);
});

test('a check that hangs or fails is unknown, and holds nobody else up', async () => {
  const faults: string[] = [];
  const findings = await runDoctor({
    here: { ...here, free: () => new Promise(() => {}) },
    doors: [],
    homes: [{ ...home, version: () => Promise.reject(new Error('hunter2')) }],
    limitMs: 20,
    onFault: (check, error) => void faults.push(`${check}: ${error.message}`),
  });
  const codeOf = (id: string) => findings.find(({ check }) => check === id)?.finding;
  assert.equal(codeOf('disk'), 'took_too_long');
  assert.equal(codeOf('store'), 'waits');
  assert.equal(codeOf('home_version'), 'could_not_look');
  assert.equal(codeOf('home_reach'), 'sound');
  assert.deepEqual(faults, ['home_version: hunter2']);
  assert.doesNotMatch(JSON.stringify(findings), /hunter2/);
});

test('refused settings are all there is to say', async () => {
  const refused = { ...here, running: false, refused: 'MCP_PORT is no port' };
  const findings = await runDoctor({ here: refused, doors: [], homes: [] });
  assert.deepEqual(
    findings.map(({ finding }) => finding),
    ['settings_refused'],
  );
});
