import { StepFailure } from './report.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** An answer that was read to its end. */
export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const TIMEOUT_MS = 20_000;

/** Sends one request and reads the whole answer; redirects are answers, since clients see them so. */
export async function send(fetch: Fetch, url: string, init: RequestInit = {}): Promise<Answer> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...init,
    });
    return { url, status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw unreachable(new URL(url), error);
  }
}

/** Posts a form, as clients do to /token and browsers to the consent page. */
export function sendForm(
  fetch: Fetch,
  url: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return send(fetch, url, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
}

/** The JSON object in an answer of that status. Throws StepFailure for any other answer. */
export function jsonObject(answer: Answer, status: number): Readonly<Record<string, unknown>> {
  requireStatus(answer, status);
  const value = parse(answer.text);
  if (!isObject(value)) {
    throw new StepFailure(
      `${answer.url} did not answer with a JSON object.`,
      'Look for a proxy in front of Latchkey that answers in its place.',
    );
  }
  return value;
}

/** Throws StepFailure, with what the answer says of itself, unless it has that status. */
export function requireStatus(answer: Answer, status: number): void {
  if (answer.status === status) return;
  const { pathname } = new URL(answer.url);
  if (answer.status >= 300 && answer.status < 400) {
    throw new StepFailure(
      `${pathname} redirects to ${answer.headers.get('location') ?? 'nowhere'}, and clients do not follow.`,
      'Use the address it redirects to, or take the redirect or login page out of the proxy.',
    );
  }
  throw new StepFailure(
    `${pathname} answered ${answer.status} instead of ${status}${inItsWords(answer)}.`,
    answer.status >= 500
      ? 'Look into the log of Latchkey, and of the proxy in front of it.'
      : 'Check that the URL leads to Latchkey and that no proxy changes the request.',
  );
}

/** The error an OAuth endpoint answered with, if it is one. */
export function oauthError(answer: Answer): string | undefined {
  const value = parse(answer.text);
  return isObject(value) && typeof value.error === 'string' ? value.error : undefined;
}

/** A member that must be a string. Throws StepFailure that names the document. */
export function stringIn(
  document: Readonly<Record<string, unknown>>,
  name: string,
  where: string,
): string {
  const value = document[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new StepFailure(`${where} has no ${name}.`, 'Update Latchkey; if it stays, report it.');
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function inItsWords(answer: Answer): string {
  const value = parse(answer.text);
  if (!isObject(value) || typeof value.error !== 'string') return '';
  const { error, error_description: description } = value;
  return typeof description === 'string' ? ` (${error}: ${description})` : ` (${error})`;
}

function unreachable(url: URL, error: unknown): StepFailure {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = isObject(cause) && typeof cause.code === 'string' ? cause.code : '';
  const timedOut = error instanceof Error && error.name === 'TimeoutError';
  if (timedOut || code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') {
    return new StepFailure(
      `${url.host} does not answer within ${TIMEOUT_MS / 1_000} seconds.`,
      'Check the address, the tunnel or port forwarding that leads to it, and the firewall.',
    );
  }
  if (code === 'ECONNREFUSED') {
    return new StepFailure(
      `Nothing listens at ${url.host}.`,
      'Start Latchkey (npm run demo), or correct the address.',
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new StepFailure(
      `The name ${url.hostname} does not lead anywhere.`,
      'Check the spelling, and that the DNS record exists.',
    );
  }
  return new StepFailure(
    `${url.host} cannot be reached${code === '' ? '' : ` (${code})`}.`,
    /CERT|SSL|TLS|SELF_SIGNED/.test(code)
      ? 'Give it a certificate that clients trust: hosted assistants accept no other.'
      : 'Check the address and the proxy in front of Latchkey.',
  );
}
