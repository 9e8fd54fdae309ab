import assert from 'node:assert/strict';
import { Browser, type Page } from './oauth-client.ts';
import type { OAuthUpstream } from './oauth-upstream.ts';

/** The link to sign in with at an upstream that an answer tells. */
export function linkIn(text: string): string {
  const [, link] = /open (https?:\S+) in your browser/.exec(text) ?? [];
  assert.ok(link, text);
  return link;
}

/** Follows such a link as a person does who says yes there; `before` is told of each of the three steps. */
export async function followLink(
  link: string,
  upstream: OAuthUpstream,
  before: (step: number) => void = () => {},
): Promise<Page> {
  const browser = new Browser();
  before(1);
  const page = await browser.open(link);
  assert.match(page.text, /Go on only if you are/);
  const [, action = ''] = /<form method="post" action="([^"]*)"/.exec(page.text) ?? [];
  const [, csrf = ''] = /name="csrf" value="([^"]*)"/.exec(page.text) ?? [];
  before(2);
  const left = await browser.post(new URL(action, link).href, { csrf });
  const [, login = ''] = /http-equiv="refresh" content="0; url=([^"]*)"/.exec(left.text) ?? [];
  before(3);
  return browser.open(upstream.authorize(login.replaceAll('&amp;', '&')).href);
}
