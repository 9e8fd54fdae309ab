import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { read, refuses } from './support.ts';

/** The browser address of every home. */
function browserUrls(env: Readonly<Record<string, string>>) {
  return read(env).config.homes.map((home) => home.browserUrl);
}

describe('where browsers reach a home', () => {
  const doors = { MCP_BASE_URL: 'https://mcp.example.net' };

  const byItself: [string, boolean][] = [
    ['http://homeassistant.local:8123', true],
    ['https://ha.example.net', true],
    ['http://192.168.1.20:8123', true],
    ['http://[fd00::1]:8123', true],
    ['http://homeassistant:8123', false],
    ['http://supervisor', false],
    ['http://localhost:8123', false],
    ['http://127.0.0.1:8123', false],
    ['http://[::1]:8123', false],
  ];
  for (const [url, known] of byItself) {
    it(`is ${url} itself: ${known ? 'yes' : 'no'}`, () => {
      assert.deepEqual(browserUrls({ ...doors, HOMEASSISTANT_URL: url }), [
        known ? url : undefined,
      ]);
    });
  }

  it('is this machine where the doors are on this machine too', () => {
    const env = { HOMEASSISTANT_URL: 'http://127.0.0.1:8123' };
    for (const door of ['http://localhost:8086', 'http://127.0.0.1:8086', 'http://[::1]:8086']) {
      assert.deepEqual(browserUrls({ ...env, MCP_BASE_URL: door }), ['http://127.0.0.1:8123']);
    }
    assert.deepEqual(browserUrls(env), ['http://127.0.0.1:8123']);
  });

  it('is what the operator says, for one home or by name', () => {
    const one = { HOMEASSISTANT_URL: 'http://homeassistant:8123' };
    const said = 'https://ha.example.net/';
    assert.deepEqual(browserUrls({ ...one, HOMEASSISTANT_BROWSER_URL: said }), [
      'https://ha.example.net',
    ]);
    const two = { HOMEASSISTANT_URL: 'flat=http://ha:8123,cabin=http://10.0.0.2' };
    assert.deepEqual(
      browserUrls({ ...two, HOMEASSISTANT_BROWSER_URL: 'flat=https://flat.example.net' }),
      ['https://flat.example.net', 'http://10.0.0.2'],
    );
  });

  it('is kept for a home that is found by asking', () => {
    const { config } = read({ HOMEASSISTANT_BROWSER_URL: 'http://192.168.1.20' });
    assert.deepEqual(config.homes, []);
    assert.equal(config.homeBrowserUrl, 'http://192.168.1.20');
  });

  it('may be an option of the app', () => {
    const { config } = read({}, { homeassistant_browser_url: 'http://192.168.1.20' });
    assert.equal(config.homeBrowserUrl, 'http://192.168.1.20');
  });

  const two = 'flat=http://ha:8123,cabin=http://10.0.0.2';
  const refused: [Record<string, string>, RegExp][] = [
    [
      { HOMEASSISTANT_URL: two, HOMEASSISTANT_BROWSER_URL: 'https://ha.example.net' },
      /^Write HOMEASSISTANT_BROWSER_URL as name=url for each home/,
    ],
    [
      { HOMEASSISTANT_URL: two, HOMEASSISTANT_BROWSER_URL: 'barn=https://ha.example.net' },
      /^HOMEASSISTANT_BROWSER_URL names barn, which is not a home/,
    ],
    [
      {
        HOMEASSISTANT_URL: two,
        HOMEASSISTANT_BROWSER_URL: 'flat=https://a.net,flat=https://b.net',
      },
      /^HOMEASSISTANT_BROWSER_URL has two addresses for flat/,
    ],
    [
      { HOMEASSISTANT_BROWSER_URL: 'flat=https://a.net' },
      /^Set HOMEASSISTANT_URL as well: HOMEASSISTANT_BROWSER_URL names homes/,
    ],
    [
      { HOMEASSISTANT_BROWSER_URL: 'ha.example.net' },
      /^Set HOMEASSISTANT_BROWSER_URL to a whole URL/,
    ],
    [
      { HOMEASSISTANT_BROWSER_URL: 'https://ha.example.net/lovelace' },
      /^Remove everything after ha.example.net in HOMEASSISTANT_BROWSER_URL/,
    ],
  ];
  for (const [env, sentence] of refused) {
    it(`refuses ${Object.values(env).join(' with ')}`, () => refuses(env, sentence));
  }
});
