import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonLine, textLine } from '../../src/audit/lines.ts';

const at = Date.UTC(2026, 10, 21, 8, 30);

test('an event with only what it must have', () => {
  const event = { at, kind: 'sign_in', outcome: 'refused' };
  assert.equal(
    jsonLine(event),
    '{"at":"2026-11-21T08:30:00.000Z","kind":"sign_in","outcome":"refused"}',
  );
  assert.equal(textLine(event), '2026-11-21 08:30:00Z sign_in refused');
});

test('a machine goes by its own name', () => {
  const detail = { tool: 'get_state', on: 'light.a', ms: 3, machine: 'n8n' };
  assert.equal(
    textLine({ at, kind: 'tool', outcome: 'done', clientId: 'robot', detail }),
    '2026-11-21 08:30:00Z get_state (light.a) done 3 ms through n8n',
  );
});

test("a stranger's name moves no cursor and begins no line", () => {
  const detail = { name: 'a\u001b[2Jb\nc\u202ed\u009be' };
  assert.equal(
    textLine({ at, kind: 'registration', outcome: 'registered', detail }),
    '2026-11-21 08:30:00Z registration registered name=a?[2Jb?c?d?e',
  );
  assert.equal(
    jsonLine({ at, kind: 'registration', outcome: 'registered', detail }).split('\n').length,
    1,
  );
});
