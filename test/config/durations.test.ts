import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/clock.ts';
import { read, refuses, warningsOf } from './support.ts';

const accessToken = (value: string) =>
  read({ MCP_ACCESS_TOKEN_TTL: value }).config.lifetimes.accessTokenMs;

describe('durations', () => {
  const understood: [string, number][] = [
    ['3600', HOUR],
    ['90s', 90 * SECOND],
    ['15m', 15 * MINUTE],
    ['24h', DAY],
    ['24 H', DAY],
    ['30d', 30 * DAY],
    ['2w', 14 * DAY],
    ['hours=24', DAY],
    ['hours=1;minutes=30', 90 * MINUTE],
    ['days=1; seconds=1', DAY + SECOND],
  ];
  for (const [value, expected] of understood) {
    it(`understands ${value}`, () => assert.equal(accessToken(value), expected));
  }

  const refused = ['0', '-1', '1.5', '1e3', 'forever', '24y', 'hours', 'hours=', '=24', 'hours=x'];
  for (const value of [...refused, 'constructor=1', '1constructor', '99999999999', ';']) {
    it(`refuses ${value}`, () => {
      refuses({ MCP_ACCESS_TOKEN_TTL: value }, /^Set MCP_ACCESS_TOKEN_TTL to seconds/);
    });
  }

  it('are set each by its own line', () => {
    const { lifetimes } = read({
      MCP_ACCESS_TOKEN_TTL: '1m',
      MCP_REFRESH_TOKEN_TTL: '2m',
      MCP_AUTH_CODE_TTL: '3m',
      MCP_CONSENT_TTL: '4m',
      MCP_REFRESH_GRACE: '5m',
    }).config;
    assert.deepEqual(lifetimes, {
      accessTokenMs: MINUTE,
      refreshTokenMs: 2 * MINUTE,
      codeMs: 3 * MINUTE,
      consentMs: 4 * MINUTE,
      refreshGraceMs: 5 * MINUTE,
    });
  });

  it('of a code end after 5 minutes, whatever is said', () => {
    const env = { MCP_AUTH_CODE_TTL: '600' };
    assert.equal(read(env).config.lifetimes.codeMs, 5 * MINUTE);
    assert.ok(warningsOf(env).some((line) => line.startsWith('MCP_AUTH_CODE_TTL is cut to 300')));
    assert.ok(!warningsOf({ MCP_AUTH_CODE_TTL: '300' }).some((line) => line.includes('cut')));
  });

  it('of grace may be none', () => {
    assert.equal(read({ MCP_REFRESH_GRACE: '0' }).config.lifetimes.refreshGraceMs, 0);
  });
});

describe('days of the audit log', () => {
  const audit = (value: string) => read({ MCP_AUDIT_DAYS: value }).config.auditMs;

  it('are whole days, or none', () => {
    assert.equal(audit('30'), 30 * DAY);
    assert.equal(audit('0'), 0);
    assert.equal(audit('3650'), 3_650 * DAY);
  });

  for (const value of ['-1', '1.5', '30d', '3651', '99999', 'forever']) {
    it(`are not ${value}`, () => {
      refuses({ MCP_AUDIT_DAYS: value }, /^Set MCP_AUDIT_DAYS to a number of days from 0 to 3650/);
    });
  }
});
