import { type Attributes, newContext } from '../states.ts';
import { fullState } from '../wire.ts';
import { readBody, type SignedExchange, sendJson, sendPlain } from './answer.ts';
import { type AnyView, signedView } from './router.ts';

/** Only administrators write states; for anybody else it counts as a failed login. */
function mayWrite(exchange: SignedExchange): boolean {
  if (exchange.signedIn.person.administrator) return true;
  exchange.house.loginAttempts.wrong(exchange.address);
  sendPlain(exchange, 401);
  return false;
}

function readState(text: string): { state: string; attributes: Attributes } | undefined {
  try {
    const { state, attributes } = JSON.parse(text) as { state?: unknown; attributes?: Attributes };
    return state === undefined ? undefined : { state: String(state), attributes: attributes ?? {} };
  } catch {
    return undefined;
  }
}

/** States as scripts write them: what is set is there until the home restarts. */
export const STATE_VIEWS: readonly AnyView[] = [
  signedView('POST', '/api/states/:id', async (exchange, { id = '' }) => {
    if (!mayWrite(exchange)) return;
    const { house, signedIn } = exchange;
    const given = readState((await readBody(exchange.request)) ?? '');
    if (given === undefined) {
      sendJson(exchange, 400, { message: 'No state specified.' });
      return;
    }
    const isNew = house.states.get(id) === undefined;
    const context = newContext(house.clock, signedIn.person.id);
    house.states.set(id, given.state, given.attributes, context);
    const state = house.states.get(id);
    sendJson(exchange, isNew ? 201 : 200, state === undefined ? null : fullState(state));
  }),

  signedView('DELETE', '/api/states/:id', (exchange, { id = '' }) => {
    if (!mayWrite(exchange)) return;
    const { house, signedIn } = exchange;
    if (house.states.get(id) === undefined) {
      sendJson(exchange, 404, { message: 'Entity not found.' });
      return;
    }
    house.states.remove(id, newContext(house.clock, signedIn.person.id));
    sendJson(exchange, 200, { message: 'Entity removed.' });
  }),
];
