import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfig } from '../../src/config/read-config.ts';
import { isLatchkeyError } from '../../src/core/errors.ts';

const PASSWORD = 'correct-horse-battery';
const KEY = `${'Qm9Xc2kT'.repeat(5)}Qm0=`;

function read(
  databaseUrl: string,
  env: Readonly<Record<string, string>> = { OAUTH_ENCRYPTION_KEY: KEY },
) {
  return readConfig({
    env: { MCP_BASE_URL: 'https://latchkey.example', DATABASE_URL: databaseUrl, ...env },
    defaultDataDir: '/data',
  }).config;
}

describe('DATABASE_URL', () => {
  for (const url of [
    `postgres://latchkey:${PASSWORD}@db.example:5432/latchkey`,
    `postgresql://latchkey:${PASSWORD}@db.example/latchkey?sslmode=verify-full&sslrootcert=/ca.pem`,
    `postgres://latchkey:p%2Fw%23@[::1]:5432/latchkey?sslmode=disable`,
    `postgres:///latchkey?host=/run/postgresql&user=latchkey`,
  ]) {
    it(`is taken as it is: ${url}`, () => assert.equal(read(url).databaseUrl, url));
  }

  it('is absent where nobody names a database', () => {
    assert.equal('databaseUrl' in read(''), false);
  });

  const refused: readonly (readonly [string, RegExp])[] = [
    [`mysql://u:${PASSWORD}@db/latchkey`, /^Write DATABASE_URL as postgres:\/\//],
    [`latchkey:${PASSWORD}@db/latchkey`, /^Write DATABASE_URL as postgres:\/\//],
    [`postgres://u:${PASSWORD}#1@db:5432/latchkey`, /%23/],
    [`postgres://u:${PASSWORD}%zz@db/latchkey`, /write it as %25/],
    [`postgres://u:${PASSWORD}@db`, /names no database/],
    [`postgres://u:${PASSWORD}@db/`, /names no database/],
    [`postgres://u:${PASSWORD}@db/latchkey?sslmode=yes`, /use verify-full, or disable/],
    [`postgres:/latchkey?password=${PASSWORD}`, /names no host/],
  ];
  for (const [url, sentence] of refused) {
    it(`is refused with what to do, without its password: ${url}`, () => {
      assert.throws(
        () => read(url),
        (error) => {
          assert.ok(isLatchkeyError(error, 'config_unsafe'));
          assert.match(error.message, sentence);
          assert.doesNotMatch(error.message, new RegExp(PASSWORD));
          return true;
        },
      );
    });
  }

  it('needs a key that all instances have, and says how to make one', () => {
    assert.throws(() => read(`postgres://u:${PASSWORD}@db/latchkey`, {}), {
      code: 'config_unsafe',
      message: /^Set OAUTH_ENCRYPTION_KEY as well.*generate-key$/,
    });
  });
});
