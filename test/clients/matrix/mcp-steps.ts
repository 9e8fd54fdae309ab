import assert from 'node:assert/strict';
import type { Page } from '../../support/oauth-client.ts';
import type { Step } from './fixture.ts';
import { type Document, found, type Replay } from './replay.ts';

const MODERN = '2026-07-28';
const LIGHT = 'light.kitchen';

/** What a message of MCP was answered with. */
interface Answered extends Page {
  readonly result: Document | undefined;
}

/**
 * Sends one JSON-RPC request of the revision given, with the client's token when it has one. From
 * 2026-07-28 on every message says for itself who asks and how.
 */
export async function postMessage(
  client: Replay,
  method: string,
  protocol: string,
  params: Document,
): Promise<Answered> {
  const modern = protocol === MODERN;
  const clientInfo = { name: 'replayed', version: '1.0.0' };
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': protocol,
    'io.modelcontextprotocol/clientInfo': clientInfo,
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const opening = { protocolVersion: protocol, capabilities: {}, clientInfo };
  const page = await client.send({
    method: 'POST',
    url: client.url,
    headers: {
      'Content-Type': 'application/json',
      ...client.way.mcpHeaders,
      ...(modern && { 'Mcp-Method': method }),
      ...(modern && typeof params.name === 'string' && { 'Mcp-Name': params.name }),
      // Before it has agreed on one, an older client does not name a version.
      ...(method !== 'initialize' && { 'MCP-Protocol-Version': protocol }),
      ...(client.tokens !== undefined && {
        Authorization: `Bearer ${client.tokens.access_token}`,
      }),
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      ...(!method.startsWith('notifications/') && { id: 1 }),
      method,
      params: modern ? { ...params, _meta } : method === 'initialize' ? opening : params,
    }),
  });
  const json = /^data: ?(\{.*\})\s*$/m.exec(page.text)?.[1] ?? page.text;
  const message = json.startsWith('{') ? (JSON.parse(json) as Document) : {};
  return { ...page, result: message.result as Document | undefined };
}

/** Opens the protocol with its token, in the era of that revision. */
export function connects(protocol: string): Step {
  const method = protocol === MODERN ? 'server/discover' : 'initialize';
  return {
    says: `POST ${method} (${protocol}) with its token`,
    async run(client) {
      const { status, result, text } = await postMessage(client, method, protocol, {});
      assert.equal(status, 200, text);
      assert.ok(isDocument(result?.capabilities) && isDocument(result.capabilities.tools), text);
      if (protocol === MODERN) {
        assert.deepEqual(result.supportedVersions, [MODERN]);
        return;
      }
      assert.equal(result.protocolVersion, protocol);
      assert.ok(isDocument(result.serverInfo) && result.serverInfo.name === 'latchkey');
      const noted = await postMessage(client, 'notifications/initialized', protocol, {});
      assert.equal(noted.status, 202, noted.text);
    },
  };
}

/** Opens a stream for messages of the server's own, and takes 405 for none. */
export function opensStream(protocol: string): Step {
  return {
    says: 'GET the endpoint for a stream: 405',
    async run(client) {
      const page = await client.send({
        url: client.url,
        headers: {
          ...client.way.mcpHeaders,
          Accept: 'text/event-stream',
          'MCP-Protocol-Version': protocol,
          Authorization: `Bearer ${found(client.tokens, 'tokens').access_token}`,
        },
      });
      assert.equal(page.status, 405, page.text);
    },
  };
}

/** Lists the tools, and turns on a light. */
export function usesTools(protocol: string): Step {
  return {
    says: `lists the tools and turns on ${LIGHT}`,
    async run(client) {
      const { result, text } = await postMessage(client, 'tools/list', protocol, {});
      const tools = result?.tools;
      assert.ok(Array.isArray(tools), text);
      assert.ok(tools.some((one) => isDocument(one) && one.name === 'call_service'));

      const { home } = client.latchkey;
      home.setState(LIGHT, 'off');
      const call = (name: string, args: Document) =>
        postMessage(client, 'tools/call', protocol, { name, arguments: args });
      const switched = await call('call_service', {
        domain: 'light',
        service: 'turn_on',
        entity_id: LIGHT,
      });
      assert.equal(switched.status, 200, switched.text);
      assert.equal(switched.result?.isError, undefined, switched.text);
      const seen = await call('get_state', { entity_id: LIGHT });
      assert.match(JSON.stringify(seen.result?.structuredContent), /"state":"on"/);
      const asked = home.commands().findLast(({ type }) => type === 'call_service');
      assert.equal(asked?.personId, home.people[0]?.id);
    },
  };
}

/** Finds that its token has ended. */
export function isTurnedAway(protocol: string): Step {
  return {
    says: 'POST tools/list with a token that has ended: 401 invalid_token',
    async run(client) {
      const answer = await postMessage(client, 'tools/list', protocol, {});
      assert.equal(answer.status, 401, answer.text);
      assert.match(answer.headers.get('www-authenticate') ?? '', /error="invalid_token"/);
    },
  };
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
