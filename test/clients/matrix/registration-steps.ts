import assert from 'node:assert/strict';
import { jsonOf } from '../../support/oauth-client.ts';
import type { Step } from './fixture.ts';
import { type Document, type Replay, text } from './replay.ts';

/** What a client sends to register, once it has read what we publish. */
export type Metadata = Document | ((client: Replay) => Document);

/** Dynamic registration; the answer must be one that the client can go on with. */
export function registers(metadata: Metadata): Step {
  return {
    says: 'POST to the registration endpoint',
    async run(client) {
      const sent = typeof metadata === 'function' ? metadata(client) : metadata;
      const answer = await client.send({
        method: 'POST',
        url: text(client.serverMetadata, 'registration_endpoint'),
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(sent),
      });
      assert.equal(answer.status, 201, answer.text);
      client.client = jsonOf(answer);
      assert.ok(text(client.client, 'client_id') !== '');
      const method = sent.token_endpoint_auth_method ?? 'none';
      assert.equal(client.client.token_endpoint_auth_method, method);
      const secret = client.client.client_secret;
      assert.equal(typeof secret, method === 'none' ? 'undefined' : 'string');
    },
  };
}

/** Goes on as a client that is known without registering: by its document, or from the operator. */
export function isKnownAs(client: Document): Step {
  return {
    says: `is known as ${client.client_id}`,
    async run(replay) {
      replay.client = client;
    },
  };
}

/** The operator removes the client, behind its back. */
export function isRemoved(): Step {
  return {
    says: 'the operator removes the client',
    async run(client) {
      const id = text(client.client, 'client_id');
      assert.ok(await client.latchkey.latchkey.store.removeClient(id, client.clock.read()));
    },
  };
}

/** Time goes by. */
export function waits(milliseconds: number): Step {
  return {
    says: `${milliseconds / 1_000} s go by`,
    async run(client) {
      client.clock.pass(milliseconds);
    },
  };
}
