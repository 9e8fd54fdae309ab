import assert from 'node:assert/strict';
import { jsonOf, type Page } from '../../support/oauth-client.ts';
import type { Step } from './fixture.ts';
import { postMessage } from './mcp-steps.ts';
import type { Document, Replay } from './replay.ts';

/** Anything a client holds us to, in a sentence. */
export function insists(says: string, check: (client: Replay) => void | Promise<void>): Step {
  return { says: `insists: ${says}`, run: async (client) => check(client) };
}

/** The first request, without a token, and the 401 from which everything follows. */
export function knocks(method: 'initialize' | 'server/discover', protocol: string): Step {
  return {
    says: `POST ${method} (${protocol}) without a token`,
    async run(client) {
      const answer = await postMessage(client, method, protocol, {});
      assert.equal(answer.status, 401, answer.text);
      const header = answer.headers.get('www-authenticate') ?? '';
      assert.match(header, /^Bearer /);
      const resourceMetadata = /resource_metadata="([^"]+)"/.exec(header)?.[1];
      const scope = /scope="([^"]+)"/.exec(header)?.[1];
      assert.ok(resourceMetadata !== undefined && scope !== undefined, header);
      client.challenge = { resourceMetadata, scope };
    },
  };
}

/** Reads the protected resource metadata at a path, or where the 401 said. */
export function readsResourceMetadata(path?: string): Step {
  return {
    says: `GET ${path ?? 'the resource metadata that the 401 names'}`,
    async run(client) {
      const url = path === undefined ? client.challenge?.resourceMetadata : client.at(path);
      client.resourceMetadata = await readDocument(client, url ?? '');
      assert.deepEqual(client.resourceMetadata.authorization_servers, [client.issuer]);
    },
  };
}

/** Reads the authorization server metadata at each of these paths; they all say the same. */
export function readsServerMetadata(...paths: readonly string[]): Step {
  return {
    says: `GET ${paths.join(', ')}`,
    async run(client) {
      const documents = await Promise.all(
        paths.map((path) => readDocument(client, client.at(path))),
      );
      for (const document of documents) assert.deepEqual(document, documents[0]);
      client.serverMetadata = documents[0];
      assert.equal(client.serverMetadata?.issuer, client.issuer);
      assert.deepEqual(client.serverMetadata.code_challenge_methods_supported, ['S256']);
    },
  };
}

/** Asks where nothing is: the answer has to be a plain 404 in JSON, or clients give up. */
export function looksInVain(...paths: readonly string[]): Step {
  return {
    says: `GET ${paths.join(', ')}: nothing there`,
    async run(client) {
      for (const path of paths) {
        const page = await client.send({ url: client.at(path) });
        assert.equal(page.status, 404, path);
        assert.equal(jsonOf(page).error, 'not_found');
      }
    },
  };
}

/** Without metadata: the endpoints that old clients make up, at the origin. */
export function makesUpEndpoints(): Step {
  return {
    says: 'makes up /authorize, /token and /register at the origin',
    async run(client) {
      client.serverMetadata = {
        authorization_endpoint: client.at('/authorize'),
        token_endpoint: client.at('/token'),
        registration_endpoint: client.at('/register'),
      };
    },
  };
}

async function readDocument(client: Replay, url: string): Promise<Document> {
  const page = await client.send({ url });
  assert.equal(page.status, 200, `${url}: ${page.text}`);
  assertJson(page);
  return jsonOf(page);
}

function assertJson(page: Page): void {
  assert.match(page.headers.get('content-type') ?? '', /^application\/json/, page.url);
}
