import { acceptableChallenge } from '../auth/codes.ts';
import { mayRedirect } from '../auth/indie.ts';
import type { House } from '../house.ts';
import { type Exchange, readForm, sendHtml } from './answer.ts';
import { type AnyView, openView } from './router.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:22rem;margin:4rem auto;padding:0 1rem;color:#212121}
label{display:block;margin:1rem 0}input{display:block;width:100%;box-sizing:border-box;padding:.6rem;font:inherit}
button{padding:.6rem 1.4rem;font:inherit;border:0;border-radius:.4rem;background:#0277bd;color:#fff}
[role=alert]{color:#b00020}small{color:#616161}
</style>
<h1>${escaped(title)}</h1>
${content}
</html>
`;
}

const ASKED = [
  'client_id',
  'redirect_uri',
  'state',
  'response_type',
  'code_challenge',
  'code_challenge_method',
] as const;

function loginForm(house: House, asked: URLSearchParams, problem: string | undefined): string {
  const hidden = ASKED.filter((name) => asked.has(name))
    .map((name) => `<input type="hidden" name="${name}" value="${escaped(asked.get(name) ?? '')}">`)
    .join('\n');
  const names = house.accounts.people
    .map(({ username, password }) => `<code>${username}</code> / <code>${password}</code>`)
    .join(' or ');
  return page(
    'Demo home',
    `<p>You're about to give <b>${escaped(asked.get('client_id') ?? '')}</b> access to this Home Assistant instance.</p>
${problem === undefined ? '' : `<p role="alert">${escaped(problem)}</p>`}
<form method="post" action="/auth/authorize">
${hidden}
<label>Username<input name="username" autocomplete="username" required autofocus></label>
<label>Password<input name="password" type="password" autocomplete="current-password" required></label>
<button>Log in</button>
</form>
<p><small>This home is made up. Log in as ${names}.</small></p>`,
  );
}

/** Says why nobody can be sent back; nothing when they can. */
function problemWith(asked: URLSearchParams): string | undefined {
  const clientId = asked.get('client_id') ?? '';
  const redirectUri = asked.get('redirect_uri') ?? '';
  if (!mayRedirect(clientId, redirectUri)) return 'Invalid client id or redirect URI.';
  const challenge = asked.get('code_challenge');
  const method = asked.get('code_challenge_method');
  if (!acceptableChallenge(challenge, method)) return 'Invalid code challenge.';
  return asked.get('response_type') === 'token' ? 'Unsupported response type.' : undefined;
}

function sendProblem(exchange: Exchange, problem: string): void {
  const back = '<p>Go back to the app that sent you here and try again.</p>';
  sendHtml(exchange, 400, page('Cannot log in', `<p role="alert">${escaped(problem)}</p>${back}`));
}

function returnAddress(asked: URLSearchParams, code: string): string {
  const back = new URL(asked.get('redirect_uri') ?? '');
  back.searchParams.set('code', code);
  const state = asked.get('state');
  if (state !== null) back.searchParams.set('state', state);
  return back.href;
}

async function logIn(exchange: Exchange): Promise<void> {
  const { house, request, response, address } = exchange;
  const form = await readForm(request);
  const problem = problemWith(form);
  if (problem !== undefined) {
    sendProblem(exchange, problem);
    return;
  }
  const person = house.accounts.personWith(form.get('username') ?? '', form.get('password') ?? '');
  if (person === undefined) {
    house.loginAttempts.wrong(address);
    sendHtml(exchange, 200, loginForm(house, form, 'Invalid username or password'));
    return;
  }
  house.loginAttempts.successful(address);
  const challenge = form.get('code_challenge') ?? undefined;
  const code = house.codes.issue(form.get('client_id') ?? '', person, challenge);
  response.writeHead(303, { location: returnAddress(form, code), 'cache-control': 'no-store' });
  response.end();
}

/** The page where people log in and are sent back with a code. */
export const LOGIN_PAGE_VIEWS: readonly AnyView[] = [
  openView('GET', '/auth/authorize', (exchange) => {
    const problem = problemWith(exchange.url.searchParams);
    if (problem !== undefined) sendProblem(exchange, problem);
    else sendHtml(exchange, 200, loginForm(exchange.house, exchange.url.searchParams, undefined));
  }),
  openView('POST', '/auth/authorize', logIn),
];
