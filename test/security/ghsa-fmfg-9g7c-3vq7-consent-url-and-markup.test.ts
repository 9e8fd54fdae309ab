/** The consent form took the address of Home Assistant from whoever filled it in, and wrote values into the page unescaped (ha-mcp GHSA-fmfg-9g7c-3vq7, GHSA-pf93-j98v-25pv). */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { type Page, send, submitConsent, TestClient } from '../support/oauth-client.ts';

const { base, people, home } = await startTestLatchkey({ after });
const [{ token }] = people;
const URL_FIELDS = ['ha_url', 'url', 'home_url', 'homeassistant_url', 'home', 'base_url', 'host'];

const PAYLOADS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<svg><script>alert(1)</script>',
  '"><script>alert(1)</script>',
  "'><script>alert(1)</script>",
  '" autofocus onfocus=alert(1) x="',
  "' autofocus onfocus=alert(1) x='",
  '</title><script>alert(1)</script>',
  '</style><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '<iframe src=javascript:alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<form action=https://evil.example><input name=token>',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<base href=https://evil.example>',
  '<link rel=stylesheet href=https://evil.example/x.css>',
  '<style>*{background:url(https://evil.example)}</style>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)',
  '\\u003cscript\\u003ealert(1)',
  '<%= 7 * 191 %>',
  '<%~ it.stylesheet %>',
  '{{7*191}}#{7*191}',
  '<scr\0ipt>alert(1)</scr\0ipt>',
  '\u202e<script>alert(1)</script>',
  '＜script＞alert(1)＜/script＞',
  '+ADw-script+AD4-alert(1)',
  '<details open ontoggle=alert(1)>',
];

/** The tags of a page with the names of their attributes, and where they lead. */
function markupOf({ text }: Page): { readonly tags: Set<string>; readonly links: string[] } {
  const withoutStyle = text.replace(/<style>.*?<\/style>/s, '<style>');
  const tags = new Set<string>();
  const links: string[] = [];
  for (const [tag] of withoutStyle.matchAll(/<[^<>]*>/g)) {
    tags.add(tag.replace(/="[^"]*"/g, ''));
    links.push(
      ...Array.from(tag.matchAll(/(?:href|src|action|content)="([^"]*)"/g), ([, to = '']) => to),
    );
  }
  return { tags, links };
}

const OWN_LINKS =
  /^(data:,|consent|width=|light dark|noindex|(\d; ?url=)?https:\/\/client\.example\/)/;

/** The tags of all pages when nobody means harm. */
async function harmlessTags(): Promise<ReadonlySet<string>> {
  const client = await TestClient.register(base);
  const form = await client.openConsent();
  const html = { headers: { Accept: 'text/html' } };
  const pages = [
    form,
    await submitConsent(form, 'not a token'),
    await submitConsent(form, token),
    await submitConsent(await client.openConsent(), token, { action: 'deny' }),
    await send(client.authorizeUrl({ client_id: 'nobody' }), html),
    await send(client.authorizeUrl({ redirect_uri: 'https://client.example/else' }), html),
  ];
  return new Set(pages.flatMap((page) => [...markupOf(page).tags]));
}

const harmless = await harmlessTags();

/** No markup of the payload's own: every tag, attribute and address on the page is one of ours. */
function assertInert(page: Page, about: string): void {
  const { tags, links } = markupOf(page);
  assert.deepEqual(
    [...tags].filter((tag) => !harmless.has(tag)),
    [],
    about,
  );
  assert.deepEqual(
    links.filter((link) => !OWN_LINKS.test(link)),
    [],
    about,
  );
  assert.doesNotMatch(page.text, /1337/, `${about} was computed`);
  const policy = page.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /script-src|unsafe/);
}

test('GHSA-fmfg-9g7c-3vq7: no form asks for an address, and one that is sent is not called', async (t) => {
  const calls: string[] = [];
  const trap = createServer((request, response) => {
    calls.push(request.url ?? '');
    response.end();
  });
  trap.on('upgrade', (request, socket) => {
    calls.push(request.url ?? '');
    socket.destroy();
  });
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  lastly(t, () => trap.close());
  const address = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`;

  const client = await TestClient.register(base);
  const page = await client.openConsent();
  const names = page.form.inputs.map(({ name = '' }) => name);
  assert.deepEqual(
    names.filter((name) => URL_FIELDS.includes(name) && name !== 'home'),
    [],
  );
  assert.ok(!page.form.inputs.some(({ type }) => type === 'url'));
  for (const name of URL_FIELDS) {
    const again = await client.openConsent();
    await submitConsent(again, token, { [name]: address });
    await submitConsent(again, 'a.b.c', { [name]: address });
  }
  assert.deepEqual(calls, []);
});

test('GHSA-pf93-j98v-25pv: thirty payloads in the name of a client stay text', async () => {
  assert.ok(PAYLOADS.length >= 30);
  for (const payload of PAYLOADS) {
    const client = await TestClient.register(base, {
      client_name: payload,
      client_uri: 'https://client.example/"><script>alert(1)</script>',
    });
    const page = await client.openConsent();
    assertInert(page, payload);
    assertInert(await submitConsent(page, 'not a token'), payload);
    assertInert(await submitConsent(page, token, { action: 'deny' }), payload);
  }
});

test('payloads in state, scope and every other parameter stay text, on pages and in redirects', async () => {
  const client = await TestClient.register(base);
  const html = { headers: { Accept: 'text/html' } };
  for (const payload of PAYLOADS) {
    for (const name of ['scope', 'resource', 'client_id', 'redirect_uri', 'prompt', 'error']) {
      const url = client.authorizeUrl({ [name]: payload, state: payload });
      const page = await send(url, html);
      const location = page.headers.get('location');
      if (location === null) assertInert(page, `${name}=${payload}`);
      else assert.match(location, /^[\x21-\x7e]+$/, 'nothing that could end the header');
    }
    const opened = await client.openConsent({ state: payload });
    assertInert(opened, payload);
    assertInert(await submitConsent(opened, 'not a token', { permission: payload }), payload);
    assertInert(
      await send(`${base}/consent?request=${encodeURIComponent(payload)}`, html),
      payload,
    );
    assertInert(await submitConsent(opened, token), payload);
  }
});

test('what a form says of the home chooses among the operator’s, and nothing is told of others', async () => {
  const client = await TestClient.register(base);
  const texts = await Promise.all(
    ['http://127.0.0.1:1', home.url, '127.0.0.1', 'http://169.254.169.254', '../home'].map(
      async (address) => {
        const page = await client.openConsent();
        const answer = await submitConsent(page, token, { home: address });
        assert.equal(answer.status, 400, address);
        return answer.text;
      },
    ),
  );
  assert.equal(new Set(texts).size, 1, 'one answer for every address');
});
