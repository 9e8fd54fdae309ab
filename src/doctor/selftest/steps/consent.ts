import { message, onward } from '../html.ts';
import { type Fetch, sendForm } from '../http.ts';
import { type Found, StepFailure } from '../report.ts';
import type { OpenConsent } from './authorization.ts';
import type { Discovered } from './discovery.ts';
import { REDIRECT } from './registration.ts';

const REPORT_IT = 'Update Latchkey; if it stays, report it.';

/** Fills in the consent form as a person does, asking for the least, and reads the code. */
export async function giveConsent(
  fetch: Fetch,
  server: Discovered,
  consent: OpenConsent,
  token: string,
): Promise<Found<string>> {
  const action = new URL(consent.form.action, consent.pageUrl);
  const page = await sendForm(fetch, action.href, fieldsOf(consent, token), {
    Accept: 'text/html',
    Cookie: consent.cookie,
    Origin: action.origin,
    'Sec-Fetch-Site': 'same-origin',
  });
  if (page.status !== 200) {
    throw new StepFailure(
      `The page said: ${message(page.text)}`,
      'Give a long-lived access token of this home with --token; it is made in your Home Assistant profile, under Security.',
    );
  }
  const { refresh, link } = onward(page.text);
  if (refresh === undefined || refresh !== link) {
    throw new StepFailure('The answer page does not lead back to the client.', REPORT_IT);
  }
  return { value: codeIn(refresh, server, consent), detail: message(page.text) };
}

function fieldsOf({ form }: OpenConsent, token: string): Record<string, string> {
  const hidden = form.inputs.filter((input) => input.type === 'hidden');
  const permissions = form.inputs.filter((input) => input.name === 'permission');
  const least = permissions.find((input) => input.value === 'look');
  const allow = form.buttons.find((button) => button.value === 'allow');
  if (least === undefined || allow?.name === undefined) {
    throw new StepFailure('The consent form has no choice or no Allow button.', REPORT_IT);
  }
  return {
    ...Object.fromEntries(hidden.map(({ name = '', value = '' }) => [name, value])),
    permission: 'look',
    token,
    [allow.name]: 'allow',
  };
}

/** The code at the end of the way back, once state and issuer are ours (RFC 9207 section 2.4). */
function codeIn(location: string, server: Discovered, consent: OpenConsent): string {
  const query = new URL(location).searchParams;
  if (!location.startsWith(`${REDIRECT}?`)) {
    throw new StepFailure('The answer goes to another address than was asked.', REPORT_IT);
  }
  if (query.get('state') !== consent.state) {
    throw new StepFailure('The answer does not carry the state that was sent.', REPORT_IT);
  }
  if (query.get('iss') !== server.issuer) {
    throw new StepFailure('The answer does not name the issuer of the metadata.', REPORT_IT);
  }
  const code = query.get('code');
  if (code === null) throw new StepFailure('The answer has no code.', REPORT_IT);
  return code;
}
