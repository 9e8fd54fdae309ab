import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { isPlaceholder } from '../../src/config/secrets.ts';
import { generateKey } from '../../src/keys/fernet.ts';
import fc from '../support/fast-check.ts';
import { read, refusalOf, refuses, SECRET_32 } from './support.ts';

const [newest, older] = [generateKey(randomBytes), generateKey(randomBytes)];

describe('encryption keys', () => {
  it('are taken unchanged, with or without padding, as a list for a rotation', () => {
    const unpadded = older.slice(0, 43);
    const { config } = read({ OAUTH_ENCRYPTION_KEY: `${newest}, ${unpadded}` });
    assert.deepEqual(config.encryptionKeys, [newest, unpadded]);
  });

  const malformed = [
    '0123456789abcdef0123456789abcdef',
    randomBytes(32).toString('hex'),
    `${newest.slice(0, 40)}`,
    `${newest},not-a-key-at-all`,
  ];
  for (const [index, key] of malformed.entries()) {
    it(`of a wrong shape (${index + 1}) are refused with the commands that make one`, () => {
      const refusal = refusalOf({ OAUTH_ENCRYPTION_KEY: key });
      assert.match(refusal, /^OAUTH_ENCRYPTION_KEY is not a Fernet key/);
      assert.match(refusal, /npm run latchkey -- generate-key/);
      assert.ok(
        refusal.includes(
          `node -e "console.log(require('crypto').randomBytes(32).toString('base64url')+'=')"`,
        ),
      );
    });
  }
});

describe('signing secrets', () => {
  it('are taken as a list for a rotation', () => {
    const { config } = read({ MCP_SIGNING_KEY: `${SECRET_32},${SECRET_32}2` });
    assert.deepEqual(config.signingSecrets, [SECRET_32, `${SECRET_32}2`]);
  });

  it('are at least 32 bytes, each of them', () => {
    const sentence = /^MCP_SIGNING_KEY holds a secret shorter than 32 characters/;
    refuses({ MCP_SIGNING_KEY: SECRET_32.slice(1) }, sentence);
    refuses({ MCP_SIGNING_KEY: `${SECRET_32},${SECRET_32.slice(1)}` }, sentence);
    refuses({ MCP_AUTH_SECRET: SECRET_32.slice(1) }, /^MCP_AUTH_SECRET holds/);
  });
});

describe('API keys', () => {
  it('are at least 16 characters', () => {
    read({ MCP_API_KEY: SECRET_32.slice(0, 16) });
    refuses({ MCP_API_KEY: SECRET_32.slice(0, 15) }, /^MCP_API_KEY holds a secret shorter than 16/);
  });
});

describe('placeholders', () => {
  const placeholders = [
    'change-me-in-production-please-now',
    'CHANGEME-CHANGEME-CHANGEME-CHANGEME',
    'your-32-byte-encryption-key-goes-here',
    'your_secret_key_your_secret_key_your',
    'my-super-secret-signing-key-0123456789',
    'example-secret-example-secret-example',
    'placeholder-placeholder-placeholder',
    'replace-with-openssl-rand-hex-32-output',
    '<output of openssl rand -hex 32 here>',
    'supersecret-change-this-before-using-it',
    'a'.repeat(40),
    '00000000000000000000000000000000',
    'abababababababababababababababab',
    `${'A'.repeat(43)}=`,
  ];
  const variables = [
    'OAUTH_ENCRYPTION_KEY',
    'MCP_SIGNING_KEY',
    'MCP_AUTH_SECRET',
    'MCP_API_KEY',
    'MCP_INTERNAL_TOKEN',
    'HOMEASSISTANT_TOKEN',
  ];
  for (const variable of variables) {
    it(`are refused in ${variable}`, () => {
      for (const placeholder of placeholders) {
        refuses({ [variable]: placeholder }, new RegExp(`^${variable} still holds a placeholder`));
      }
    });
  }

  it('are never seen in a random secret', () => {
    fc.assert(
      fc.property(fc.constantFrom('hex', 'base64', 'base64url'), (encoding) => {
        assert.equal(isPlaceholder(randomBytes(32).toString(encoding as BufferEncoding)), false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('no secret', () => {
  const secret = fc
    .string({ minLength: 8, maxLength: 60, unit: 'grapheme-ascii' })
    .map((text) => `s3cr3t${text.replaceAll(',', '.').trim()}`);
  const variables = [
    'OAUTH_ENCRYPTION_KEY',
    'MCP_ENCRYPTION_KEY',
    'MCP_SIGNING_KEY',
    'OAUTH2_SECRET_KEY',
    'MCP_API_KEY',
    'MCP_API_KEYS',
    'HOMEASSISTANT_TOKEN',
    'HA_TOKEN',
  ];

  it('is ever repeated, in a refusal or a warning, even on the wrong line', () => {
    const everyLine = [...variables, 'MCP_BASE_URL', 'HOMEASSISTANT_URL', 'MCP_TRUST_PROXY'];
    const more = ['MCP_AUTH_MODE', 'MCP_PORT', 'MCP_SCOPES', 'LOG_LEVEL', 'MCP_ACCESS_TOKEN_TTL'];
    const hosts = ['MCP_ALLOWED_HOSTS', 'MCP_CORS_ORIGINS', 'USE_OAUTH2'];
    fc.assert(
      fc.property(fc.constantFrom(...everyLine, ...more, ...hosts), secret, (variable, value) => {
        assert.ok(!everythingSaid({ [variable]: value }).includes('s3cr3t'));
      }),
      { numRuns: 500 },
    );
  });

  it('is repeated when two names disagree', () => {
    const said = everythingSaid({ OAUTH_ENCRYPTION_KEY: newest, MCP_ENCRYPTION_KEY: older });
    assert.match(said, /disagree/);
    assert.ok(!said.includes(newest) && !said.includes(older));
  });
});

function everythingSaid(env: Record<string, string>): string {
  try {
    return read(env).warnings.join('\n');
  } catch (error) {
    return String(error);
  }
}
