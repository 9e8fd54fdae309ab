import type { HomeAddress } from '../config/config.ts';
import { SECOND } from '../core/clock.ts';
import { banned, HomeCommandError } from './errors.ts';
import { exchange, type HomeAnswer } from './exchange.ts';

/** A request to Home Assistant's REST API, for the few things the websocket does not do. */
export interface RestCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** The path below `/api/`, a segment each; whatever stands in one stays in it. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Default 30 s. */
  readonly timeoutMs?: number;
  /** The most bytes that are read of the answer; default 1 MiB. */
  readonly largest?: number;
}

const TIMEOUT_MS = 30 * SECOND;
const LARGEST = 1_024 * 1_024;

/**
 * Calls the REST API with an access token. Home Assistant counts a refused call as a failed login of
 * ours, so ask only what the person may. Throws `home_command_failed` with `http_<status>` as its
 * code for every answer but success, `home_banned` or `home_unreachable`.
 */
export async function rest(home: HomeAddress, token: string, call: RestCall): Promise<HomeAnswer> {
  const query = call.query === undefined ? '' : `?${new URLSearchParams(call.query)}`;
  const answer = await exchange(home, {
    method: call.method,
    path: `/api/${call.path.map(segment).join('/')}${query}`,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(call.body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    patienceMs: call.timeoutMs ?? TIMEOUT_MS,
    largest: call.largest ?? LARGEST,
  });
  if (answer.status >= 200 && answer.status < 300) return answer;
  if (answer.status === 403) throw banned();
  throw new HomeCommandError(`http_${answer.status}`, sentenceOf(answer));
}

/** Encoded, and never one that climbs: `..` is no name of anything in a home. */
function segment(text: string): string {
  if (/^\.*$/.test(text)) throw new Error('a path segment that climbs');
  return encodeURIComponent(text);
}

function sentenceOf({ status, bytes }: HomeAnswer): string {
  try {
    const { message } = JSON.parse(bytes.toString('utf8')) as { message?: unknown };
    if (typeof message === 'string') return message.slice(0, 1_000);
  } catch {
    // Plain text of a proxy or of an error page says nothing to a model.
  }
  return `status ${status}`;
}
