import assert from 'node:assert/strict';
import { startChangingUpstream } from './changing-upstream.ts';
import { eventually } from './eventually.ts';
import type { Ending } from './lastly.ts';
import { signIn, toolNames } from './oauth-client.ts';
import { inHouse, startWithUpstreams } from './written-upstreams.ts';

/** A Latchkey before an upstream whose resources change, and two people who are signed in. */
export async function changingHouse(
  t: Ending,
  ...[era, options]: Tail<Parameters<typeof startChangingUpstream>>
) {
  const upstream = await startChangingUpstream(t, era, options);
  const latchkey = await startWithUpstreams(t, { notes: inHouse(upstream.url) });
  const [ada, ben] = await Promise.all(
    latchkey.people.map(async (person) => signIn(latchkey.base, person)),
  );
  assert.ok(ada !== undefined && ben !== undefined);
  const token = ada.tokens.access_token;
  await eventually(async () => (await toolNames(latchkey.url, token)).includes('notes__add'));
  return { upstream, latchkey, ada, ben };
}

type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : [];
