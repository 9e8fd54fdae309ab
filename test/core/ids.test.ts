import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomId, systemRandom } from '../../src/core/ids.ts';

describe('random bytes', () => {
  it('are as many as were asked for, and never the same twice', () => {
    const seen = new Set<string>();
    for (let n = 0; n < 1_000; n += 1) {
      const given = systemRandom(16 + (n % 7));
      assert.equal(given.length, 16 + (n % 7));
      seen.add(given.toString('hex'));
    }
    assert.equal(seen.size, 1_000);
    assert.equal(systemRandom(100_000).length, 100_000);
    assert.equal(systemRandom(0).length, 0);
  });

  it('are left alone once they were handed out, and were not wiped before', () => {
    const given = systemRandom(64);
    const before = Buffer.from(given);
    for (let n = 0; n < 200; n += 1) systemRandom(64);
    assert.deepEqual(given, before);
    assert.notDeepEqual(given, Buffer.alloc(64));
  });

  it('name something in letters that a URL takes as they are', () => {
    assert.match(randomId(), /^[\w-]{43}$/);
    assert.match(randomId(systemRandom, 16), /^[\w-]{22}$/);
  });
});
