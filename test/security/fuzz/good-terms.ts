import assert from 'node:assert/strict';
import type { TestPerson } from '../../support/home-under-test.ts';
import { signIn, tokensOf, whoAmI } from '../../support/oauth-client.ts';

/** After all that, a person signs in as on any other day, is known by name, and stays connected. */
export async function endOnGoodTerms(base: string, person: TestPerson | undefined): Promise<void> {
  if (person === undefined) throw new Error('nobody lives in the demo home');
  const { client, tokens } = await signIn(base, person);
  assert.equal(await whoAmI(`${base}/mcp`, tokens.access_token), person.name);
  const { access_token } = tokensOf(await client.refresh(tokens.refresh_token));
  assert.equal(await whoAmI(`${base}/mcp`, access_token, 'legacy'), person.name);
}
