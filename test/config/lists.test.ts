import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { read, refuses } from './support.ts';

describe('homes', () => {
  const homes = (value: string) =>
    read({ HOMEASSISTANT_URL: value }).config.homes.map(({ name, url }) => [name, url]);

  it('is one, called home, without its trailing slash', () => {
    assert.deepEqual(homes('http://homeassistant.local:8123/'), [
      ['home', 'http://homeassistant.local:8123'],
    ]);
  });

  it('is a list of names', () => {
    assert.deepEqual(homes('main=https://ha.example.net, Cabin_2=http://10.0.0.2:8123'), [
      ['main', 'https://ha.example.net'],
      ['Cabin_2', 'http://10.0.0.2:8123'],
    ]);
  });

  it('checks certificates unless told not to', () => {
    const env = { HOMEASSISTANT_URL: 'https://ha:8123' };
    assert.equal(read(env).config.homes[0]?.verifyTls, true);
    for (const no of ['false', '0', 'No', 'off']) {
      const { config } = read({ ...env, HOMEASSISTANT_VERIFY_SSL: no });
      assert.equal(config.homes[0]?.verifyTls, false);
    }
    refuses(
      { HOMEASSISTANT_VERIFY_SSL: 'maybe' },
      /^Set HOMEASSISTANT_VERIFY_SSL to true or false/,
    );
  });

  const refused: [string, RegExp][] = [
    ['homeassistant.local:8123', /^Set HOMEASSISTANT_URL to a whole URL/],
    ['ws://ha:8123', /^Set HOMEASSISTANT_URL to a whole URL/],
    ['http://ha:8123/lovelace/0', /^Remove everything after ha:8123 in HOMEASSISTANT_URL/],
    ['http://ha:8123/?x', /^Remove everything after ha:8123/],
    ['http://u:p@ha:8123', /^Remove the user name and password before ha:8123/],
    ['http://a:1,http://b:1', /^HOMEASSISTANT_URL has two homes named home/],
    ['x=http://a:1,x=http://b:1', /^HOMEASSISTANT_URL has two homes named x/],
    ['-x=http://a:1', /^Set HOMEASSISTANT_URL to a whole URL/],
  ];
  for (const [value, sentence] of refused) {
    it(`refuses ${value}`, () => refuses({ HOMEASSISTANT_URL: value }, sentence));
  }
});

describe('trusted proxies', () => {
  const read1 = (value: string) => read({ MCP_TRUST_PROXY: value }).config.trustProxy;
  const understood: [string, false | number | string[]][] = [
    ['false', false],
    ['0', false],
    ['true', 1],
    ['1', 1],
    ['3', 3],
    ['172.30.32.0/23', ['172.30.32.0/23']],
    ['10.0.0.1, fd00::/8', ['10.0.0.1', 'fd00::/8']],
  ];
  for (const [value, expected] of understood) {
    it(`understands ${value}`, () => assert.deepEqual(read1(value), expected));
  }

  const refused = ['11', '-1', 'loopback', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0/8', 'fd00::/129'];
  for (const value of [...refused, '0.0.0.0/0', '::/0', '10.0.0.0/', '10.0.0.0/8x']) {
    it(`refuses ${value}`, () => refuses({ MCP_TRUST_PROXY: value }, /MCP_TRUST_PROXY/));
  }
});

describe('scopes', () => {
  const offered = (value: string) => read({ MCP_SCOPES: value }).config.scopes;

  it('are separated by commas or blanks, each once', () => {
    assert.deepEqual(offered('home:read, energy:read home:read'), ['home:read', 'energy:read']);
    assert.deepEqual(offered('upstream:paperless-1'), ['upstream:paperless-1']);
  });

  const all = ['home:read', 'home:control', 'home:configure', 'energy:read'];
  const translated: [string, string[]][] = [
    ['read:energy', ['energy:read']],
    ['read:heatpump', ['energy:read']],
    ['read:data', ['home:read']],
    ['write:data', ['home:control']],
    ['admin', ['home:configure']],
    ['homeassistant', all],
    ['mcp', all],
    ['ha:read', ['home:read']],
    ['ha:control', ['home:control']],
    ['ha:admin', ['home:configure']],
    ['read:data,write:data', ['home:read', 'home:control']],
  ];
  for (const [value, expected] of translated) {
    it(`translates ${value}`, () => assert.deepEqual(offered(value), expected));
  }

  for (const value of ['home:write', 'constructor', 'upstream:', 'upstream:a/b', 'HOME:READ']) {
    it(`refuses ${value}`, () => {
      refuses({ MCP_SCOPES: value }, /^MCP_SCOPES names an unknown scope/);
    });
  }

  it('that are required must be offered, by name or by what a stronger one implies', () => {
    refuses(
      { MCP_SCOPES: 'home:read', MCP_REQUIRED_SCOPES: 'home:control' },
      /^MCP_REQUIRED_SCOPES asks for a scope that MCP_SCOPES does not offer/,
    );
    const { config } = read({ MCP_SCOPES: 'home:control', MCP_REQUIRED_SCOPES: 'home:read' });
    assert.deepEqual(config.requiredScopes, ['home:read']);
  });

  it('are home:read by default where that is offered, else none', () => {
    assert.deepEqual(read({ MCP_SCOPES: 'home:configure' }).config.requiredScopes, ['home:read']);
    assert.deepEqual(read({ MCP_SCOPES: 'energy:read' }).config.requiredScopes, []);
  });
});

describe('hosts and origins', () => {
  it('are lower case and complete', () => {
    const { config } = read({
      MCP_ALLOWED_HOSTS: 'MCP.Example.net, pi:8086,[fd00::1]:8086',
      MCP_CORS_ORIGINS: 'https://Claude.ai/,http://localhost:6274',
    });
    assert.deepEqual(config.allowedHosts, ['mcp.example.net', 'pi:8086', '[fd00::1]:8086']);
    assert.deepEqual(config.corsOrigins, ['https://claude.ai', 'http://localhost:6274']);
  });

  for (const host of ['https://mcp.example.net', '*', '*.example.net', 'a/b', 'u@a', 'a b']) {
    it(`refuses the host ${host}`, () => {
      refuses({ MCP_ALLOWED_HOSTS: host }, /^Set MCP_ALLOWED_HOSTS to host names/);
    });
  }
  for (const origin of [
    '*',
    'null',
    'claude.ai',
    'https://claude.ai/x',
    'https://*.ai',
    'file:///x',
  ]) {
    it(`refuses the origin ${origin}`, () => {
      refuses({ MCP_CORS_ORIGINS: origin }, /^Set MCP_CORS_ORIGINS to origins/);
    });
  }
});
