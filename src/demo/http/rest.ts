import { callService } from '../behaviour/call.ts';
import { describeServices } from '../behaviour/describe.ts';
import { CommandError } from '../errors.ts';
import { homeConfig } from '../home-config.ts';
import { entryOf } from '../integrations.ts';
import { fullState } from '../wire.ts';
import { readBody, type SignedExchange, sendJson, sendPlain } from './answer.ts';
import { CALENDAR_VIEWS } from './calendars.ts';
import { PICTURE_VIEWS } from './pictures.ts';
import { type AnyView, openView, signedView } from './router.ts';
import { ROUTINE_CONFIG_VIEWS } from './routine-configs.ts';
import { STATE_VIEWS } from './set-state.ts';

const MANIFEST = {
  background_color: '#FFFFFF',
  description: 'Home automation platform that puts local control and privacy first.',
  dir: 'ltr',
  display: 'standalone',
  icons: [],
  lang: 'en-US',
  name: 'Home Assistant',
  short_name: 'Home Assistant',
  start_url: '/?homescreen=1',
  theme_color: '#03A9F4',
};

type Data = Readonly<Record<string, unknown>>;

async function readData(exchange: SignedExchange): Promise<Data | undefined> {
  const text = await readBody(exchange.request);
  if (text === undefined) return undefined;
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}

async function postService(
  exchange: SignedExchange,
  params: Readonly<Record<string, string>>,
): Promise<void> {
  const data = await readData(exchange);
  if (data === undefined) {
    sendJson(exchange, 400, { message: 'Data should be valid JSON.' });
    return;
  }
  const { house } = exchange;
  const returnResponse = exchange.url.searchParams.has('return_response');
  const changed = new Map<string, Record<string, unknown>>();
  const stop = house.states.changes.add((change) => {
    if (change.new !== undefined) changed.set(change.entityId, fullState(change.new));
  });
  try {
    const { response } = await callService(house, {
      domain: params.domain ?? '',
      service: params.service ?? '',
      data,
      target: {},
      returnResponse,
      person: exchange.signedIn.person,
    });
    const states = [...changed.values()];
    const answer = { changed_states: states, service_response: response };
    sendJson(exchange, 200, returnResponse ? answer : states);
  } catch (thrown) {
    if (!(thrown instanceof CommandError)) throw thrown;
    sendFailure(exchange, thrown);
  } finally {
    stop();
  }
}

/** The REST API has words of its own for some refusals. */
const REST_WORDS: Readonly<Record<string, string>> = {
  service_does_not_support_response:
    'Service does not support responses. Remove return_response from request.',
  service_lacks_response_request:
    'Service call requires responses but caller did not ask for responses. Add ?return_response to query parameters.',
};

function sendFailure(exchange: SignedExchange, failure: CommandError): void {
  const plain = failure.message.replace(/^Validation error: /, '');
  const message = REST_WORDS[failure.translation?.key ?? ''] ?? plain;
  // Over REST an administrator's service is a failed login for anybody else.
  if (message === 'Unauthorized') refuseLogin(exchange);
  else if (failure.code === 'home_assistant_error') sendJson(exchange, 500, { message });
  else if (failure.code === 'service_validation_error') sendJson(exchange, 400, { message });
  else sendPlain(exchange, 400);
}

function refuseLogin(exchange: SignedExchange): void {
  exchange.house.loginAttempts.wrong(exchange.address);
  sendPlain(exchange, 401);
}

export const REST_VIEWS: readonly AnyView[] = [
  openView('GET', '/manifest.json', (exchange) => sendJson(exchange, 200, MANIFEST)),

  signedView('GET', '/api/', (exchange) => sendJson(exchange, 200, { message: 'API running.' })),

  signedView('GET', '/api/config', (exchange) =>
    sendJson(exchange, 200, homeConfig(exchange.house)),
  ),

  signedView('GET', '/api/states', (exchange) =>
    sendJson(exchange, 200, exchange.house.states.all().map(fullState)),
  ),

  signedView('GET', '/api/states/:id', (exchange, { id = '' }) => {
    const state = exchange.house.states.get(id);
    if (state === undefined) sendJson(exchange, 404, { message: 'Entity not found.' });
    else sendJson(exchange, 200, fullState(state));
  }),

  ...STATE_VIEWS,

  signedView('DELETE', '/api/config/config_entries/entry/:id', (exchange, { id }) => {
    const { house, signedIn } = exchange;
    const domain = [...house.integrations.keys()].find((name) => entryOf(name) === id);
    const known = domain === undefined ? undefined : house.integrations.get(domain);
    if (!signedIn.person.administrator) return refuseLogin(exchange);
    if (domain === undefined || !known?.added) {
      return sendJson(exchange, 404, { message: 'Invalid entry specified' });
    }
    house.integrations.set(domain, { ...known, added: false });
    sendJson(exchange, 200, { require_restart: false });
  }),

  signedView('GET', '/api/services', (exchange) => {
    const domains = Object.entries(describeServices(exchange.house.services));
    sendJson(
      exchange,
      200,
      domains.map(([domain, services]) => ({ domain, services })),
    );
  }),

  signedView('POST', '/api/services/:domain/:service', postService),

  ...CALENDAR_VIEWS,

  ...PICTURE_VIEWS,

  ...ROUTINE_CONFIG_VIEWS,
];
