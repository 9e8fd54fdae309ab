import assert from 'node:assert/strict';
import { fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { tellReady } from '../src/tell-ready.ts';
import { tempDir } from './support/temp.ts';

test('who supervises us is told once, and the descriptor is closed', (t) => {
  const file = join(tempDir(t), 'told');
  const descriptor = openSync(file, 'w');
  tellReady(String(descriptor));
  assert.equal(readFileSync(file, 'utf8'), '\n');
  assert.throws(() => fstatSync(descriptor), { code: 'EBADF' });
});

test('what is no descriptor of a supervisor is no trouble', () => {
  for (const named of [undefined, '', '1', '2', '03', '-4', 'three', '9999']) tellReady(named);
  assert.ok(fstatSync(1));
  assert.ok(fstatSync(2));
});
