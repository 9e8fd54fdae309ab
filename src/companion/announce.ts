import { SECOND } from '../core/clock.ts';
import { ok, type Result, refused } from '../core/result.ts';

const SERVICE = 'latchkey';
const PATIENCE = 10 * SECOND;

/** The Supervisor, as the app reaches it. */
export interface Supervisor {
  readonly url: string;
  readonly token: string;
}

/**
 * Tells Home Assistant, by the Supervisor's discovery, where this app is and which secret the
 * companion must show, so that nobody has to type it. The Supervisor keeps it for when Home
 * Assistant starts; saying the same again changes nothing, and another port or secret updates the
 * entry there is.
 */
export async function announceCompanion(
  supervisor: Supervisor,
  said: { readonly port: number; readonly secret: string },
): Promise<Result<undefined, 'unreachable' | 'refused'>> {
  const self = await ask(supervisor, 'GET', '/addons/self/info');
  if (!self.ok) return self;
  const { hostname } = self.value;
  if (typeof hostname !== 'string') return refused('refused');
  const config = { host: hostname, port: said.port, secret: said.secret };
  const sent = await ask(supervisor, 'POST', '/discovery', { service: SERVICE, config });
  return sent.ok ? ok(undefined) : sent;
}

async function ask(
  { url, token }: Supervisor,
  method: string,
  path: string,
  body?: unknown,
): Promise<Result<Readonly<Record<string, unknown>>, 'unreachable' | 'refused'>> {
  try {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(PATIENCE),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { result, data } = (await answer.json()) as { result?: unknown; data?: unknown };
    if (!answer.ok || result !== 'ok') return refused('refused');
    return ok(typeof data === 'object' && data !== null ? { ...data } : {});
  } catch {
    return refused('unreachable');
  }
}
