import type { Person } from '../auth/accounts.ts';
import { acceptableChallenge } from '../auth/codes.ts';
import { mayRedirect } from '../auth/indie.ts';
import { freshHexId } from '../ids.ts';
import { type Exchange, readBody, sendJson } from './answer.ts';
import { type AnyView, openView } from './router.ts';

const FLOWS_KEPT = 100;
const HANDLER = ['homeassistant', null];

type Body = Readonly<Record<string, unknown>>;

async function readJson(exchange: Exchange): Promise<Body> {
  try {
    const value: unknown = JSON.parse((await readBody(exchange.request)) ?? '');
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value))
      : {};
  } catch {
    return {};
  }
}

function form(flowId: string, errors: Readonly<Record<string, string>>): Body {
  return {
    type: 'form',
    flow_id: flowId,
    handler: HANDLER,
    data_schema: [
      { type: 'string', name: 'username', required: true },
      { type: 'string', name: 'password', required: true },
    ],
    errors,
    description_placeholders: null,
    last_step: null,
    preview: null,
    step_id: 'init',
  };
}

function refuse(exchange: Exchange, status: number, message: string): void {
  exchange.house.loginAttempts.wrong(exchange.address);
  sendJson(exchange, status, { message });
}

async function begin(exchange: Exchange): Promise<void> {
  const asked = await readJson(exchange);
  const { client_id: clientId, redirect_uri: redirectUri, code_challenge: challenge } = asked;
  if (!acceptableChallenge(challenge, asked.code_challenge_method)) {
    refuse(exchange, 400, 'Invalid code challenge');
    return;
  }
  if (!mayRedirect(String(clientId), String(redirectUri))) {
    refuse(exchange, 403, 'invalid client id or redirect uri');
    return;
  }
  const flowId = freshHexId();
  const { loginFlows } = exchange.house;
  loginFlows.set(flowId, challenge === undefined ? undefined : String(challenge));
  const [oldest] = loginFlows.keys();
  if (loginFlows.size > FLOWS_KEPT && oldest !== undefined) loginFlows.delete(oldest);
  sendJson(exchange, 200, form(flowId, {}));
}

function finish(exchange: Exchange, flowId: string, clientId: string, person: Person): void {
  const { loginFlows } = exchange.house;
  const challenge = loginFlows.get(flowId);
  loginFlows.delete(flowId);
  exchange.house.loginAttempts.successful(exchange.address);
  sendJson(exchange, 200, {
    type: 'create_entry',
    flow_id: flowId,
    handler: HANDLER,
    description: null,
    description_placeholders: null,
    result: exchange.house.codes.issue(clientId, person, challenge),
  });
}

async function proceed(exchange: Exchange, flowId: string): Promise<void> {
  const { client_id: clientId, username, password } = await readJson(exchange);
  if (!exchange.house.loginFlows.has(flowId)) {
    refuse(exchange, 404, 'Invalid flow specified');
    return;
  }
  const person = exchange.house.accounts.personWith(String(username), String(password));
  if (person === undefined) {
    exchange.house.loginAttempts.wrong(exchange.address);
    sendJson(exchange, 200, form(flowId, { base: 'invalid_auth' }));
    return;
  }
  finish(exchange, flowId, String(clientId), person);
}

/** The login without a page, as the frontend does it behind its own. */
export const LOGIN_FLOW_VIEWS: readonly AnyView[] = [
  openView('GET', '/auth/providers', (exchange) =>
    sendJson(exchange, 200, {
      providers: [{ name: 'Home Assistant Local', id: null, type: 'homeassistant' }],
      preselect_remember_me: true,
    }),
  ),
  openView('POST', '/auth/login_flow', begin),
  openView('POST', '/auth/login_flow/:id', (exchange, { id = '' }) => proceed(exchange, id)),
];
