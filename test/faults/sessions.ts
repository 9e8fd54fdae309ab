import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestPerson } from '../support/home-under-test.ts';
import {
  codeOf,
  jsonOf,
  mcp,
  type Page,
  signIn,
  submitConsent,
  TestClient,
  tokensOf,
} from '../support/oauth-client.ts';

/** Two requests this far apart in milliseconds are no longer a client in a hurry. */
const MORE_THAN_AT_ONCE_MS = 250;

/** A code, and what became of it as far as its client knows. */
interface Redemption {
  readonly client: TestClient;
  readonly code: string;
  readonly refreshToken: string | undefined;
}

/** What a Latchkey promised to those who used it until it was killed. */
export interface Promised {
  /** How many things were done to their end. */
  done: number;
  /** The newest refresh token that a client was given. */
  renewable: { readonly client: TestClient; token: string } | undefined;
  readonly redeemed: Redemption[];
  readonly revoked: { readonly client: TestClient; readonly token: string }[];
}

export const nothingPromised = (): Promised => ({
  done: 0,
  renewable: undefined,
  redeemed: [],
  revoked: [],
});

/** Everything that a household does, at once and without a pause, until the connection is gone. */
export async function useUntilKilled(
  base: string,
  people: readonly TestPerson[],
  promised: Promised,
): Promise<void> {
  const forever = async (work: () => Promise<void>): Promise<void> => {
    for (;;) {
      try {
        await work();
      } catch (error) {
        // What `fetch` throws when nobody answers any more; anything else is a finding.
        if (error instanceof TypeError) return;
        throw error;
      }
      promised.done += 1;
    }
  };
  const [ada, ben] = people;
  assert.ok(ada !== undefined && ben !== undefined);
  await Promise.all([
    forever(() => renew(base, ada, promised)),
    forever(() => connect(base, ben, promised)),
    forever(() => leave(base, ada, promised)),
  ]);
}

async function renew(base: string, person: TestPerson, promised: Promised): Promise<void> {
  if (promised.renewable === undefined) {
    const { client, tokens } = await signIn(base, person);
    promised.renewable = { client, token: tokens.refresh_token };
  }
  const { client, token } = promised.renewable;
  const tokens = tokensOf(await client.refresh(token));
  promised.renewable.token = tokens.refresh_token;
  const listed = await mcp(`${base}/mcp`, tokens.access_token, 'tools/list');
  assert.equal(listed.status, 200, listed.text);
}

async function connect(base: string, person: TestPerson, promised: Promised): Promise<void> {
  const client = await TestClient.register(base);
  const code = codeOf(await submitConsent(await client.openConsent(), person.token));
  const at = promised.redeemed.push({ client, code, refreshToken: undefined }) - 1;
  const { refresh_token: refreshToken } = tokensOf(await client.redeem(code));
  promised.redeemed[at] = { client, code, refreshToken };
}

async function leave(base: string, person: TestPerson, promised: Promised): Promise<void> {
  const { client, tokens } = await signIn(base, person);
  const { status, text } = await client.revoke(tokens.refresh_token);
  assert.equal(status, 200, text);
  promised.revoked.push({ client, token: tokens.refresh_token });
}

/** Throws unless a Latchkey that was started again keeps what the one before it had promised. */
export async function isKept(promised: Promised): Promise<void> {
  const { renewable, redeemed, revoked } = promised;
  if (renewable !== undefined) {
    renewable.token = tokensOf(await renewable.client.refresh(renewable.token)).refresh_token;
  }
  for (const { client, token } of revoked.splice(0)) isRefused(await client.refresh(token));
  for (const { client, code, refreshToken } of redeemed.splice(0)) {
    if (refreshToken !== undefined) tokensOf(await client.refresh(refreshToken));
    const again = await client.redeem(code);
    // A redemption that was never answered may not have happened; then it does so now, once.
    if (refreshToken === undefined && again.status === 200) {
      await pause(MORE_THAN_AT_ONCE_MS);
      isRefused(await client.redeem(code));
    } else isRefused(again);
  }
}

function isRefused(page: Page): void {
  assert.equal(page.status, 400, page.text);
  assert.equal(jsonOf(page).error, 'invalid_grant');
}
