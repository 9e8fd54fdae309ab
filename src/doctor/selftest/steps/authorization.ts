import { createHash, randomBytes } from 'node:crypto';
import { type HtmlForm, message, postForm } from '../html.ts';
import { type Answer, type Fetch, send } from '../http.ts';
import { type Found, StepFailure } from '../report.ts';
import type { Discovered } from './discovery.ts';
import { REDIRECT } from './registration.ts';

/** A consent form that waits for an answer, in a browser of our own. */
export interface OpenConsent {
  readonly pageUrl: string;
  readonly form: HtmlForm;
  readonly cookie: string;
  readonly state: string;
  readonly verifier: string;
}

const MOST_REDIRECTS = 3;

/** Asks for authorization with PKCE, state and resource, and follows to the consent page. */
export async function askForConsent(
  fetch: Fetch,
  server: Discovered,
  clientId: string,
): Promise<Found<OpenConsent>> {
  const state = randomBytes(16).toString('base64url');
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL(server.authorizationEndpoint);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state,
    resource: server.resource,
    scope: server.scope,
  }).toString();

  const { page, cookie } = await browse(fetch, url.href);
  const form = postForm(page.text);
  if (page.status !== 200 || form === undefined) {
    throw new StepFailure(
      `Instead of the consent form a page of status ${page.status} came: ${message(page.text)}.`,
      'Look for a proxy in front of Latchkey that answers in its place, and into the log.',
    );
  }
  return {
    value: { pageUrl: page.url, form, cookie, state, verifier },
    detail: 'the consent page was shown',
  };
}

/** Follows redirects of one site as a browser does, keeping its cookies. */
async function browse(fetch: Fetch, start: string): Promise<{ page: Answer; cookie: string }> {
  const cookies = new Map<string, string>();
  const cookie = () => Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ');
  let url = new URL(start);
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const page = await send(fetch, url.href, {
      headers: { Accept: 'text/html', ...(cookies.size > 0 && { Cookie: cookie() }) },
    });
    for (const line of page.headers.getSetCookie()) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    const location = page.headers.get('location');
    if (page.status < 300 || page.status > 399 || location === null) {
      return { page, cookie: cookie() };
    }
    url = new URL(location, url);
    if (url.href.startsWith(REDIRECT)) throw turnedAway(url);
    if (url.origin !== new URL(start).origin) {
      throw new StepFailure(
        `The sign-in page redirects to ${url.origin}, which is not Latchkey.`,
        'Take the login page of the proxy away from /authorize and /consent.',
      );
    }
  }
  throw new StepFailure(
    'The sign-in page redirects in a circle.',
    'Look for a proxy that redirects http to https and back.',
  );
}

function turnedAway(url: URL): StepFailure {
  const why = url.searchParams.get('error_description') ?? url.searchParams.get('error');
  return new StepFailure(
    `The authorization request was turned away: ${why}.`,
    'Update Latchkey; if it stays, report it.',
  );
}
