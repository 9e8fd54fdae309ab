import { signIn, TestClient } from '../support/oauth-client.ts';
import type { Pair } from './by-turns.ts';
import { ask, manyTimes } from './http-client.ts';
import type { Served, ServedLatchkey } from './scene.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** The rest of what a client does to connect, beside a bare server that answers a constant. */
export async function flowPairs(latchkey: ServedLatchkey, http: Served): Promise<readonly Pair[]> {
  const { url, pid, ada } = latchkey;
  const bare = (body: string) => ({
    pid: http.pid,
    run: (times: number) =>
      manyTimes(times, () => ask({ url: http.url, method: 'POST', headers: FORM, body })),
  });
  const registration = JSON.stringify({
    client_name: 'Bench',
    redirect_uris: ['https://client.example/callback'],
    token_endpoint_auth_method: 'none',
  });
  const server = await TestClient.register(url, {
    token_endpoint_auth_method: 'client_secret_post',
  });
  const { tokens, client } = await signIn(url, ada, { client: server });
  const introspection = new URLSearchParams({
    token: tokens.access_token,
    client_id: client.id,
    client_secret: client.secret ?? '',
  }).toString();
  return [
    {
      name: 'register / node:http',
      ours: {
        pid,
        run: (times) =>
          manyTimes(times, () =>
            ask({
              url: `${url}/register`,
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: registration,
            }),
          ),
      },
      bare: bare(registration),
      times: 200,
    },
    {
      name: 'introspect / node:http',
      ours: {
        pid,
        run: (times) =>
          manyTimes(times, () =>
            ask({ url: `${url}/introspect`, method: 'POST', headers: FORM, body: introspection }),
          ),
      },
      bare: bare(introspection),
      times: 500,
    },
    {
      name: 'register, consent, code and tokens / node:http',
      ours: { pid, run: (times) => manyTimes(times, () => signIn(url, ada)) },
      bare: bare(''),
      times: 20,
    },
  ];
}
