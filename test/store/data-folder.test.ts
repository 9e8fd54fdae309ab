import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isLatchkeyError } from '../../src/core/errors.ts';
import { makeDataFolder } from '../../src/store/data-folder.ts';
import { tempDir } from '../support/temp.ts';

test('the data folder is made with those above it, for its owner only, and may be there already', (t) => {
  const folder = join(tempDir(t), 'a', 'b');
  for (let n = 0; n < 2; n += 1) makeDataFolder(folder);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
});

test('a data folder that cannot be made is a sentence that names it and the setting', (t) => {
  const file = join(tempDir(t), 'file');
  writeFileSync(file, '');
  assert.throws(
    () => makeDataFolder(join(file, 'data')),
    (error) =>
      isLatchkeyError(error, 'store_unavailable') &&
      /file\/data .*MCP_DATA_DIR/.test(error.message),
  );
});
