import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read, refusalOf } from './support.ts';

test('a rule for everybody is what was said, and nothing else', () => {
  assert.deepEqual(read({}).config.rule, {});
  assert.deepEqual(
    read({
      MCP_READ_ONLY: 'yes',
      MCP_EXPOSED_ONLY: 'off',
      MCP_SENSITIVE: 'switch.boiler, vacuum,script.leave',
    }).config.rule,
    {
      readOnly: true,
      exposedOnly: false,
      sensitive: ['switch.boiler', 'vacuum', 'script.leave'],
    },
  );
});

test('a mistyped word is refused, since its question would never be asked', () => {
  for (const word of ['Switch.boiler', 'switch boiler', 'switch.', 'a.b.c', 'switch.*']) {
    assert.match(refusalOf({ MCP_SENSITIVE: word }), /Set MCP_SENSITIVE to entities, domains/);
  }
});
