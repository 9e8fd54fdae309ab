import { SECOND } from '../core/clock.ts';
import { ok, type Result, refused } from '../core/result.ts';

/** The Supervisor, as the app reaches it. */
export interface Supervisor {
  readonly url: string;
  /** The app's own, new at every start; it is in no log and on no disk. */
  readonly token: string;
  /** Ends what is being asked: nobody waits for an answer who is about to stop. */
  readonly signal?: AbortSignal;
}

/**
 * Why there is no answer: nobody is there, it is in trouble or what came is none of its own; or it
 * said no.
 */
export type SupervisorTrouble = 'unreachable' | 'refused';

/** One question: what is sent, and what is made of the `data` of its answer. */
export interface Question<T> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Free text has no place in it: the Supervisor refuses paths that look like an attack. */
  readonly path: string;
  readonly body?: object;
  /** Undefined when the answer does not say what was asked. Must not throw. */
  readonly read: (data: Readonly<Record<string, unknown>>) => T | undefined;
}

const PATIENCE = 10 * SECOND;

/**
 * Asks the Supervisor, whose answers are `{"result": "ok", "data": …}` or
 * `{"result": "error", "message": …}`. Never throws, whatever comes back.
 */
export async function askSupervisor<T>(
  { url, token, signal }: Supervisor,
  { method, path, body, read }: Question<T>,
  patienceMs = PATIENCE,
): Promise<Result<T, SupervisorTrouble>> {
  try {
    const patience = AbortSignal.timeout(patienceMs);
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      redirect: 'error',
      signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    // What has no envelope, such as 401, 403 and 502, was said by a layer before the question's own.
    if (answer.status === 401 || answer.status === 403) return refused('refused');
    const envelope: unknown = await answer.json();
    if (!isObject(envelope) || answer.status >= 500) return refused('unreachable');
    if (!answer.ok || envelope.result !== 'ok') return refused('refused');
    const value = read(isObject(envelope.data) ? envelope.data : {});
    return value === undefined ? refused('refused') : ok(value);
  } catch {
    return refused('unreachable');
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
