import { pressSignIn } from '../../support/home-login.ts';
import type { TestPerson } from '../../support/home-under-test.ts';
import {
  Browser,
  type ConsentPage,
  challengeOf,
  codeOf,
  onwardOf,
  submitConsent,
  TestClient,
  tokensOf,
} from '../../support/oauth-client.ts';
import type { Machines } from './machines.ts';

/** What the requests are made of, and what must never be found in the log. */
export interface Planted {
  readonly base: string;
  readonly host: string;
  readonly registration: object;
  readonly authorization: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
  readonly cookie: string;
  readonly redemption: Readonly<Record<string, string>>;
  readonly refreshment: Readonly<Record<string, string>>;
  readonly accessToken: string;
  /** An Authorization header of a client with a secret. */
  readonly basic: string;
  /** What brings a person back from their home's login page. */
  readonly comingBack: Readonly<Record<string, string>>;
  readonly apiKey: string;
  /** An Authorization header of a machine. */
  readonly machine: string;
  readonly assertion: string;
}

/** The clients that the planted tokens belong to, registered once. */
export interface PlantedClients {
  readonly open: TestClient;
  readonly confidential: TestClient;
}

export async function registerPlanted(base: string): Promise<PlantedClients> {
  return {
    open: await TestClient.register(base),
    confidential: await TestClient.register(base, {
      token_endpoint_auth_method: 'client_secret_basic',
    }),
  };
}

/** Signs a person in once more and leaves one of everything half done; tells every secret of it. */
export async function plant(
  { open, confidential }: PlantedClients,
  machines: Machines,
  person: TestPerson,
  tell: (secret: string) => void,
): Promise<Planted> {
  const { base } = open;
  const consent = async (client: TestClient): Promise<ConsentPage> => {
    const page = await client.openConsent({}, new Browser());
    for (const secret of Object.values(page.hidden)) tell(secret);
    tell(page.browser.cookie(base).replace(/^[^=]*=/, ''));
    return page;
  };
  const allow = async (client: TestClient): Promise<string> => {
    const code = codeOf(await submitConsent(await consent(client), person.token));
    tell(code);
    return code;
  };
  const basic = `Basic ${Buffer.from(`${confidential.id}:${confidential.secret}`).toString('base64')}`;
  const tokens = tokensOf(await open.redeem(await allow(open)));
  const others = tokensOf(
    await confidential.redeem(
      await allow(confidential),
      { client_secret: undefined, client_id: undefined },
      { Authorization: basic },
    ),
  );
  for (const made of [tokens, others]) {
    tell(made.access_token);
    tell(made.refresh_token);
  }
  for (const secret of [person.token, confidential.secret ?? '', basic.slice(6)]) tell(secret);

  const waiting = await consent(open);
  const away = new URL(onwardOf(await pressSignIn(await consent(open))));
  const state = away.searchParams.get('state') ?? '';
  const assertion = await machines.assertion(base);
  for (const secret of [state, assertion, machines.apiKey, machines.basic.slice(6)]) tell(secret);
  return {
    base,
    host: new URL(base).host,
    registration: {
      client_name: 'Fuzz',
      redirect_uris: ['https://client.example/callback', 'http://localhost:3118/cb'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      client_uri: 'https://client.example',
      scope: 'home:read home:control',
      jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'a'.repeat(43), y: 'b'.repeat(43) }] },
    },
    authorization: {
      response_type: 'code',
      client_id: open.id,
      redirect_uri: open.redirectUri,
      code_challenge: challengeOf(open.verifier),
      code_challenge_method: 'S256',
      state: open.state,
      scope: 'home:read home:control',
      resource: `${base}/mcp`,
    },
    form: { ...waiting.hidden, permission: 'control', token: person.token, action: 'allow' },
    cookie: waiting.browser.cookie(base),
    redemption: strings(open.redemption(await allow(open))),
    refreshment: strings(open.refreshment(tokens.refresh_token)),
    accessToken: others.access_token,
    basic,
    comingBack: { state, code: 'none' },
    apiKey: machines.apiKey,
    machine: machines.basic,
    assertion,
  };
}

function strings(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((one): one is [string, string] => one[1] !== undefined),
  );
}
