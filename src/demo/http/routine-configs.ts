import { checkKey, checkRoutine, Malformed } from '../behaviour/check-routine.ts';
import { removeRoutine, saveRoutine } from '../behaviour/keep-routine.ts';
import type { RoutineKind } from '../routines.ts';
import { readBody, type SignedExchange, sendJson, sendPlain } from './answer.ts';
import { type AnyView, signedView } from './router.ts';

type Run = (exchange: SignedExchange, id: string) => void | Promise<void>;

/** For administrators; to anybody else it is a failed login. */
function view(method: string, kind: RoutineKind, run: Run): AnyView {
  return signedView(method, `/api/config/${kind}/config/:id`, (exchange, { id = '' }) => {
    const { house, signedIn, address } = exchange;
    if (signedIn.person.administrator) return run(exchange, decodeURIComponent(id));
    house.loginAttempts.wrong(address);
    sendPlain(exchange, 401);
  });
}

function reading(kind: RoutineKind): AnyView {
  return view('GET', kind, (exchange, id) => {
    const config = exchange.house.routines.get(kind, id)?.config;
    if (config === undefined) sendJson(exchange, 404, { message: 'Resource not found' });
    else sendJson(exchange, 200, config);
  });
}

function saving(kind: RoutineKind): AnyView {
  return view('POST', kind, async (exchange, id) => {
    const config = await readConfig(exchange);
    if (config === undefined) {
      sendJson(exchange, 400, { message: 'Invalid JSON specified' });
      return;
    }
    const problem =
      malformed('Key', () => checkKey(kind, id)) ??
      malformed('Message', () => checkRoutine(kind, id, config));
    if (problem !== undefined) {
      sendJson(exchange, 400, { message: problem });
      return;
    }
    saveRoutine(exchange.house, kind, id, config);
    sendJson(exchange, 200, { result: 'ok' });
  });
}

/** What is not there is a bad request here, while reading it is not found. */
function removing(kind: RoutineKind): AnyView {
  return view('DELETE', kind, (exchange, id) => {
    if (removeRoutine(exchange.house, kind, id)) sendJson(exchange, 200, { result: 'ok' });
    else sendJson(exchange, 400, { message: 'Resource not found' });
  });
}

async function readConfig(
  exchange: SignedExchange,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const value: unknown = JSON.parse((await readBody(exchange.request)) ?? '');
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function malformed(what: string, check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Malformed) return `${what} malformed: ${thrown.message}`;
    throw thrown;
  }
}

const KINDS: readonly RoutineKind[] = ['automation', 'script', 'scene'];

/** The configurations of automations, scripts and scenes, as their editors read and save them. */
export const ROUTINE_CONFIG_VIEWS: readonly AnyView[] = KINDS.flatMap((kind) => [
  reading(kind),
  saving(kind),
  removing(kind),
]);
