import type { Planted } from './planted.ts';

type Fields = Readonly<Record<string, string>>;

/** A request that would succeed, or come near it, before it is bent. */
export interface Template {
  readonly method: string;
  readonly path: string;
  readonly query?: Fields;
  readonly form?: Fields;
  readonly json?: unknown;
  readonly headers?: Fields;
}

const get = (path: string): (() => Template) => {
  return () => ({ method: 'GET', path });
};

/** Every public route at least once; those that read much of what strangers send, more often. */
export const TEMPLATES: readonly ((planted: Planted) => Template)[] = [
  get('/healthz'),
  get('/jwks'),
  get('/.well-known/oauth-authorization-server'),
  get('/.well-known/oauth-authorization-server/mcp'),
  get('/.well-known/openid-configuration'),
  get('/.well-known/oauth-protected-resource'),
  get('/.well-known/oauth-protected-resource/mcp'),
  get('/mcp/.well-known/openid-configuration'),
  get('/favicon.ico'),
  ({ comingBack, cookie }) => ({
    method: 'GET',
    path: '/signin/callback',
    query: comingBack,
    headers: { Cookie: cookie, Accept: 'text/html' },
  }),
  () => ({ method: 'OPTIONS', path: '/token', headers: { Origin: 'https://inspector.example' } }),
  (planted) => ({ method: 'POST', path: '/register', json: planted.registration }),
  (planted) => ({ method: 'POST', path: '/oauth/register', json: planted.registration }),
  (planted) => ({ method: 'GET', path: '/authorize', query: planted.authorization }),
  (planted) => ({
    method: 'GET',
    path: '/oauth/authorize',
    query: planted.authorization,
    headers: { Cookie: planted.cookie, Accept: 'text/html' },
  }),
  ({ form, cookie }) => ({
    method: 'GET',
    path: '/consent',
    query: { request: form.request ?? '' },
    headers: { Cookie: cookie, Accept: 'text/html' },
  }),
  ({ form, cookie, base }) => ({
    method: 'POST',
    path: '/consent',
    form,
    headers: { Cookie: cookie, Accept: 'text/html', Origin: base, 'Sec-Fetch-Site': 'same-origin' },
  }),
  ({ form, cookie, base }) => ({
    method: 'POST',
    path: '/consent',
    form: { ...form, action: 'signin' },
    headers: { Cookie: cookie, Accept: 'text/html', Origin: base, 'Sec-Fetch-Site': 'same-origin' },
  }),
  ({ machine }) => ({
    method: 'POST',
    path: '/token',
    form: { grant_type: 'client_credentials', scope: 'home:read' },
    headers: { Authorization: machine },
  }),
  ({ assertion }) => ({
    method: 'POST',
    path: '/token',
    form: {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    },
  }),
  ({ apiKey }) => tool(apiKey, 'get_state', { entity_id: 'light.kitchen' }),
  ({ redemption }) => ({ method: 'POST', path: '/token', form: redemption }),
  ({ refreshment }) => ({ method: 'POST', path: '/token', form: refreshment }),
  ({ refreshment, basic }) => ({
    method: 'POST',
    path: '/oauth/token',
    form: refreshment,
    headers: { Authorization: basic },
  }),
  ({ accessToken, basic }) => ({
    method: 'POST',
    path: '/introspect',
    form: { token: accessToken },
    headers: { Authorization: basic },
  }),
  ({ refreshment }) => ({
    method: 'POST',
    path: '/revoke',
    form: { token: refreshment.refresh_token ?? '', client_id: refreshment.client_id ?? '' },
  }),
  get('/upstream/client.json'),
  get('/upstream/start/k3Vq8bTn1XcZ0aLw5YdR7eHs2MuJ9fPg4CiN6oQtBvE'),
  ({ cookie, base }) => ({
    method: 'POST',
    path: '/upstream/start/k3Vq8bTn1XcZ0aLw5YdR7eHs2MuJ9fPg4CiN6oQtBvE',
    form: { csrf: 'k3Vq8bTn1XcZ0aLw5YdR7eHs2MuJ9fPg4CiN6oQtBvE' },
    headers: { Cookie: cookie, Accept: 'text/html', Origin: base, 'Sec-Fetch-Site': 'same-origin' },
  }),
  ({ comingBack, cookie }) => ({
    method: 'GET',
    path: '/upstream/callback',
    query: { ...comingBack, iss: 'https://id.example' },
    headers: { Cookie: cookie, Accept: 'text/html' },
  }),
  () => call(undefined, 'initialize', {}),
  ({ accessToken }) => call(accessToken, 'initialize', { protocolVersion: '2025-11-25' }),
  ({ accessToken }) => call(accessToken, 'tools/list', {}),
  ({ accessToken }) => call(accessToken, 'server/discover', META, '2026-07-28'),
  ({ accessToken }) => tool(accessToken, 'get_state', { entity_id: 'light.kitchen' }),
  ({ accessToken }) => tool(accessToken, 'find_entities', { query: 'kitchen light' }),
  ({ accessToken }) =>
    tool(accessToken, 'call_service', {
      domain: 'light',
      service: 'turn_on',
      target: { entity_id: ['light.kitchen'] },
      data: { brightness_pct: 40 },
    }),
  ({ accessToken }) =>
    tool(accessToken, 'control_devices', { action: 'turn_on', entity_id: ['light.kitchen'] }),
  ({ accessToken }) => tool(accessToken, 'other__tool', { a: 1 }),
  ({ accessToken }) => call(accessToken, 'prompts/list', {}),
  ({ accessToken }) =>
    call(accessToken, 'prompts/get', { name: 'energy_review', arguments: { period: 'week' } }),
  ({ accessToken }) => call(accessToken, 'resources/templates/list', {}),
  ({ accessToken }) =>
    call(
      accessToken,
      'resources/read',
      { uri: 'latchkey://entity/light.kitchen', ...META },
      '2026-07-28',
    ),
  ({ accessToken }) =>
    call(accessToken, 'completion/complete', {
      ref: { type: 'ref/resource', uri: 'latchkey://entity/{entity_id}' },
      argument: { name: 'entity_id', value: 'light' },
    }),
  ({ accessToken }) => ({
    method: 'GET',
    path: '/mcp',
    headers: { Authorization: `Bearer ${accessToken}`, Accept: 'text/event-stream' },
  }),
  ({ accessToken }) => ({
    method: 'DELETE',
    path: '/',
    headers: { Authorization: `Bearer ${accessToken}`, 'Mcp-Session-Id': 'none' },
  }),
];

const META = {
  _meta: {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'fuzz', version: '0' },
    'io.modelcontextprotocol/clientCapabilities': {},
  },
};

function tool(accessToken: string, name: string, args: object): Template {
  return call(accessToken, 'tools/call', { name, arguments: args, ...META }, '2026-07-28');
}

function call(
  accessToken: string | undefined,
  method: string,
  params: object,
  version = '2025-11-25',
): Template {
  const name = 'name' in params ? { 'Mcp-Name': String(params.name) } : {};
  return {
    method: 'POST',
    path: '/mcp',
    json: { jsonrpc: '2.0', id: 1, method, params },
    headers: {
      Accept: 'application/json, text/event-stream',
      'MCP-Protocol-Version': version,
      'Mcp-Method': method,
      ...name,
      ...(accessToken !== undefined && { Authorization: `Bearer ${accessToken}` }),
    },
  };
}
