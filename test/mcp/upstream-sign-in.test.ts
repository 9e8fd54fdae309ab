import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../support/eventually.ts';
import { callTool, type Era, signIn } from '../support/oauth-client.ts';
import { OAuthUpstream } from '../support/oauth-upstream.ts';
import { ERAS } from '../support/sdk-client.ts';
import { followLink, linkIn } from '../support/upstream-link.ts';
import { inHouse, startWithUpstreams, upstreamTools } from '../support/written-upstreams.ts';

for (const { era } of ERAS) {
  test(`${era}: where people sign in for themselves, the first of them is given the link, and so is the next`, async (t) => {
    const upstream = await OAuthUpstream.start(t);
    const notes = { ...inHouse(upstream.url), auth: { method: 'oauth' }, credentials: 'person' };
    const { base, url, people } = await startWithUpstreams(t, { notes });
    const [ada, ben] = await Promise.all(
      people.slice(0, 2).map(async (person) => (await signIn(base, person)).tokens.access_token),
    );
    assert.ok(ada && ben);
    const call = async (token: string, name: string, args = {}) =>
      (await callTool(url, token, name, args, { era: era as Era })).result;

    assert.deepEqual(await upstreamTools(url, ada), ['notes__sign_in']);
    const told = await call(ada, 'notes__sign_in');
    assert.equal(told?.isError, undefined, 'what was asked for is no error');
    const link = linkIn(JSON.stringify(told));
    assert.match((await followLink(link, upstream)).text, /You are signed in at notes/);
    const theirs = ['notes__add', 'notes__environment', 'notes__fail'];
    await eventually(async () => (await upstreamTools(url, ada)).length === theirs.length);
    assert.deepEqual(await upstreamTools(url, ada), theirs);
    assert.match(JSON.stringify(await call(ada, 'notes__add', { a: 1, b: 2 })), /"3"/);

    const refused = await call(ben, 'notes__add', { a: 1, b: 2 });
    assert.equal(refused?.isError, true);
    await followLink(linkIn(JSON.stringify(refused)), upstream);
    assert.match(JSON.stringify(await call(ben, 'notes__add', { a: 2, b: 2 })), /"4"/);
    assert.equal(
      new Set(upstream.bearers.filter(Boolean)).size,
      2,
      'each with tokens of their own',
    );
  });
}
