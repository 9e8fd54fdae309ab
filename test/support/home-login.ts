import { postForm } from '../../src/doctor/selftest/html.ts';
import { HomeLink } from '../../src/home/link.ts';
import { type Browser, type ConsentPage, onwardOf, type Page } from './oauth-client.ts';

/** Somebody who knows their password at the home. */
export interface Resident {
  readonly username: string;
  readonly password: string;
}

export const ADA: Resident = { username: 'ada', password: 'ada-demo' };
export const BEN: Resident = { username: 'ben', password: 'ben-demo' };

/** Presses "Sign in with Home Assistant": the page that moves on to the home. */
export function pressSignIn(
  page: ConsentPage,
  fields: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const permission = page.preselected ?? '';
  return page.browser.post(page.action, {
    ...page.hidden,
    permission,
    token: '',
    action: 'signin',
    ...fields,
  });
}

/** The home's login page, where that press leads. */
export async function openLogin(
  page: ConsentPage,
  fields: Readonly<Record<string, string>> = {},
): Promise<Page> {
  return page.browser.open(onwardOf(await pressSignIn(page, fields)));
}

/** Fills in the home's login form; where it sends the browser, or undefined when it asks again. */
export async function logIn(
  browser: Browser,
  login: Page,
  { username, password }: Resident,
): Promise<string | undefined> {
  const form = postForm(login.text);
  if (form === undefined) throw new Error(`no login form (${login.status}): ${login.text}`);
  const hidden = form.inputs.filter(({ type }) => type === 'hidden');
  const answer = await browser.post(new URL(form.action, login.url).href, {
    ...Object.fromEntries(hidden.map(({ name = '', value = '' }) => [name, value])),
    username,
    password,
  });
  return answer.headers.get('location') ?? undefined;
}

/** The whole way over the home's login page: the address that brings the person back. */
export async function wayBack(
  page: ConsentPage,
  resident: Resident,
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  const back = await logIn(page.browser, await openLogin(page, fields), resident);
  if (back === undefined) throw new Error('the home asks for the password again');
  return back;
}

/** The whole way, and the page it ends on. */
export async function signInAtHome(
  page: ConsentPage,
  resident: Resident,
  fields: Readonly<Record<string, string>> = {},
): Promise<Page> {
  return page.browser.open(await wayBack(page, resident, fields));
}

/** One of a person's refresh tokens, as Home Assistant lists them in their profile. */
export interface ListedToken {
  readonly id: string;
  readonly client_id: string | null;
  readonly type: string;
}

/** The logins a person has at a home through some client, looked up with their own token. */
export async function loginsOf(url: string, token: string): Promise<readonly ListedToken[]> {
  return asPerson(url, token, async (link) => {
    const all = await link.command<readonly ListedToken[]>({ type: 'auth/refresh_tokens' });
    return all.filter(({ type }) => type === 'normal');
  });
}

/** Ends every such login, or those of one client, as a person does in their profile. */
export async function endLoginsOf(url: string, token: string, clientId?: string): Promise<void> {
  const all = await loginsOf(url, token);
  const logins = all.filter((one) => clientId === undefined || one.client_id === clientId);
  await asPerson(url, token, async (link) => {
    for (const { id } of logins) {
      await link.command({ type: 'auth/delete_refresh_token', refresh_token_id: id });
    }
  });
}

async function asPerson<T>(
  url: string,
  token: string,
  work: (link: HomeLink) => Promise<T>,
): Promise<T> {
  const link = await HomeLink.open({ home: { name: 'home', url, verifyTls: true }, token });
  try {
    return await work(link);
  } finally {
    await link.close();
  }
}
