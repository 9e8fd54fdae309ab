import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  callTool,
  codeOf,
  submitConsent,
  TestClient,
  tokensOf,
  whoAmI,
} from '../support/oauth-client.ts';

const { base, url, people, home } = await startTestLatchkey({ after });
const [ada, ben] = people;
const idOf = (name: string) => home.people.find((one) => one.name === name)?.id;

async function switchLight(accessToken: string, service: string): Promise<readonly string[]> {
  const before = home.commands().length;
  const args = { domain: 'light', service, entity_id: 'light.kitchen' };
  const { result, text } = await callTool(url, accessToken, 'call_service', args);
  assert.equal(result?.isError, undefined, text);
  return home
    .commands()
    .slice(before)
    .filter(({ type }) => type === 'call_service')
    .map(({ personId }) => personId);
}

test('two people consent through one client id, interleaved: each token is its own person', async () => {
  const client = await TestClient.register(base);
  const adasPage = await client.openConsent();
  const bensPage = await client.openConsent();
  const bensAnswer = await submitConsent(bensPage, ben.token);
  const adasAnswer = await submitConsent(adasPage, ada.token);
  let adas = tokensOf(await client.redeem(codeOf(adasAnswer)));
  let bens = tokensOf(await client.redeem(codeOf(bensAnswer)));

  for (let round = 0; round < 2; round += 1) {
    const names = await Promise.all([
      whoAmI(url, bens.access_token),
      whoAmI(url, adas.access_token),
      whoAmI(url, bens.access_token, 'legacy'),
      whoAmI(url, adas.access_token, 'legacy'),
    ]);
    assert.deepEqual(names, ['Ben', 'Ada', 'Ben', 'Ada']);
    assert.deepEqual(await switchLight(bens.access_token, 'turn_on'), [idOf('Ben')]);
    assert.deepEqual(await switchLight(adas.access_token, 'turn_off'), [idOf('Ada')]);

    const [ofAda, ofBen] = await Promise.all([
      client.refresh(adas.refresh_token),
      client.refresh(bens.refresh_token),
    ]);
    [adas, bens] = [tokensOf(ofAda), tokensOf(ofBen)];
  }

  await client.revoke(bens.refresh_token);
  assert.equal((await callTool(url, bens.access_token, 'home_overview')).status, 401);
  assert.equal(await whoAmI(url, adas.access_token), 'Ada', 'one person leaving ends one grant');
});

test('one browser that signs in as two people, one after the other, gets two people', async () => {
  const client = await TestClient.register(base);
  const first = await client.openConsent();
  const adas = tokensOf(await client.redeem(codeOf(await submitConsent(first, ada.token))));
  const second = await client.openConsent({}, first.browser);
  const bens = tokensOf(await client.redeem(codeOf(await submitConsent(second, ben.token))));
  assert.equal(await whoAmI(url, adas.access_token), 'Ada');
  assert.equal(await whoAmI(url, bens.access_token), 'Ben');
});
