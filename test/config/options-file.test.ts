import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  mustBeSetMessage,
  oauthEnabledMessage,
  startRefusedMessage,
} from '../../src/config/messages.ts';
import { readOptionsFile } from '../../src/config/options-file.ts';
import { isLatchkeyError } from '../../src/core/errors.ts';
import { tempDir } from '../support/temp.ts';

describe('the options file', () => {
  it('is read where it exists', (t) => {
    const file = join(tempDir(t), 'options.json');
    assert.equal(readOptionsFile(file), undefined);
    writeFileSync(file, '{"port":1}');
    assert.deepEqual(readOptionsFile(file), { port: 1 });
  });

  it('is named when it cannot be understood', (t) => {
    const file = join(tempDir(t), 'options.json');
    writeFileSync(file, '{"port":');
    const named = (error: unknown) =>
      isLatchkeyError(error, 'config_unsafe') && error.message.startsWith(file);
    assert.throws(() => readOptionsFile(file), named);
    const folder = join(tempDir(t), 'options.json');
    mkdirSync(folder);
    assert.throws(
      () => readOptionsFile(folder),
      (error) => isLatchkeyError(error, 'config_unsafe'),
    );
  });
});

describe('messages other software looks for', () => {
  it('are kept to the letter', () => {
    assert.equal(
      oauthEnabledMessage('https://mcp.example.com'),
      'OAuth 2.0 authentication enabled (issuer: https://mcp.example.com)',
    );
    const missing = new Error(mustBeSetMessage('MCP_BASE_URL', 'MCP_AUTH_ENABLED=true'));
    assert.equal(
      startRefusedMessage(missing),
      'Error: MCP_BASE_URL must be set when MCP_AUTH_ENABLED=true',
    );
  });
});
