import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { read, refusalOf, refuses, warningsOf } from './support.ts';

function doors(value: string): readonly string[] {
  return read({ MCP_BASE_URL: value }).config.baseUrls;
}

function corrections(value: string): readonly string[] {
  return warningsOf({ MCP_BASE_URL: value }).filter((line) => line.startsWith('MCP_BASE_URL'));
}

describe('base URLs', () => {
  const kept = [
    'https://mcp.example.net',
    'https://mcp.example.net:8443',
    'https://abc.ui.nabu.casa/api/latchkey',
    'https://mcp',
    'https://mcp.example.net/amcp',
    'http://localhost:8086',
  ];
  for (const url of kept) {
    it(`keeps ${url} as it is`, () => {
      assert.deepEqual(doors(url), [url]);
      assert.deepEqual(corrections(url), []);
    });
  }

  const corrected: [string, string][] = [
    ['https://mcp.example.net/', 'https://mcp.example.net'],
    ['https://mcp.example.net/mcp', 'https://mcp.example.net'],
    ['https://mcp.example.net/mcp/', 'https://mcp.example.net'],
    ['https://mcp.example.net//mcp//', 'https://mcp.example.net'],
    ['https://mcp.example.net/mcp/mcp', 'https://mcp.example.net'],
    ['https://abc.ui.nabu.casa/api/latchkey/mcp', 'https://abc.ui.nabu.casa/api/latchkey'],
    ['https://abc.ui.nabu.casa/api/latchkey/', 'https://abc.ui.nabu.casa/api/latchkey'],
  ];
  for (const [said, expected] of corrected) {
    it(`corrects ${said}, and says so`, () => {
      assert.deepEqual(doors(said), [expected]);
      assert.equal(corrections(said).length, 1);
      assert.ok(corrections(said)[0]?.includes(`should be ${expected},`));
    });
  }

  it('writes the host as URLs do, since issuers are compared byte by byte', () => {
    assert.deepEqual(doors('HTTPS://MCP.Example.NET:443'), ['https://mcp.example.net']);
  });

  it('takes a list, the first being canonical, each once', () => {
    const list = 'https://b.example.net, https://a.example.net,https://b.example.net/';
    assert.deepEqual(doors(list), ['https://b.example.net', 'https://a.example.net']);
  });

  it('refuses one host with two paths, as a door is found by its host', () => {
    refuses(
      { MCP_BASE_URL: 'https://a.example.net,https://a.example.net/b' },
      /^MCP_BASE_URL names the host a\.example\.net with two paths/,
    );
  });

  const refused: [string, RegExp][] = [
    ['mcp.example.net', /^Set MCP_BASE_URL to a whole URL/],
    ['ftp://mcp.example.net', /^Set MCP_BASE_URL to a whole URL/],
    ['https://', /^Set MCP_BASE_URL to a whole URL/],
    ['https://mcp.example.net?x=1', /^Remove everything from the \? or # on .* in MCP_BASE_URL$/],
    ['https://mcp.example.net/?', /^Remove everything from the \?/],
    ['https://mcp.example.net/#top', /^Remove everything from the \?/],
    ['https://user@mcp.example.net', /^Remove the user name and password .* in MCP_BASE_URL$/],
    ['https://user:hunter2pass@mcp.example.net', /^Remove the user name and password/],
  ];
  for (const [said, sentence] of refused) {
    it(`refuses ${said}`, () => {
      refuses({ MCP_BASE_URL: said }, sentence);
      assert.doesNotMatch(refusalOf({ MCP_BASE_URL: said }), /hunter2pass/);
    });
  }
});

describe('http without TLS', () => {
  const atHome = [
    'localhost',
    'latchkey.localhost',
    '127.0.0.1',
    '127.8.9.10',
    '[::1]',
    '10.0.0.5',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.10',
    '169.254.1.1',
    '[fe80::1]',
    '[fd12:3456::1]',
    '[::ffff:192.168.1.10]',
    '0x7f.1',
    'homeassistant.local',
    'latchkey.internal',
    'pi.home.arpa',
    'a0d7b954-latchkey',
    'pi.local.',
  ];
  for (const host of atHome) {
    it(`is allowed for ${host}`, () => {
      assert.equal(doors(`http://${host}:8086`).length, 1);
    });
  }

  const outside = [
    'mcp.example.net',
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '192.169.0.1',
    '11.0.0.1',
    '0.0.0.0',
    '[2001:db8::1]',
    '[::ffff:8.8.8.8]',
    'local.example.net',
    '10.0.0.5.example.net',
    'mylocal.net',
    '192.168.1.10.nip.io',
  ];
  for (const host of outside) {
    it(`is refused for ${host}, which may keep its https`, () => {
      refuses(
        { MCP_BASE_URL: `http://${host}` },
        /^Change http:\/\/ to https:\/\/ .* MCP_BASE_URL/,
      );
      assert.equal(doors(`https://${host}`).length, 1);
    });
  }
});
