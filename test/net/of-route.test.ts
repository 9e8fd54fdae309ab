import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onceForRoute } from '../../src/net/of-route.ts';

test('what depends on a route is told once for each of its methods, also when it is nothing', () => {
  const asked: string[] = [];
  const kindOf = onceForRoute((method, url) => {
    asked.push(`${method} ${url}`);
    return url === '/mcp' ? method : undefined;
  });
  for (let times = 0; times < 2; times += 1) {
    assert.equal(kindOf('GET', '/mcp'), 'GET');
    assert.equal(kindOf('POST', '/mcp'), 'POST');
    assert.equal(kindOf('GET', '/'), undefined);
  }
  assert.deepEqual(asked, ['GET /mcp', 'POST /mcp', 'GET /']);
});
