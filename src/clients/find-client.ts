import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../core/clock.ts';
import { ok, type Result, refused } from '../core/result.ts';
import type { RemoteFault, RemoteJson } from '../net/remote-json.ts';
import { type OAuthRefusal, refusal } from '../oauth/oauth-error.ts';
import type { Client, Store } from '../store/contract.ts';
import { type DescribedClient, documentIdFault, isDocumentId } from './document.ts';

/**
 * The one way to learn who a client_id is: a client that registered or that the operator listed is
 * in the store, an https URL is a client that describes itself there.
 */
export class ClientFinder {
  readonly #store: Store;
  readonly #documents: RemoteJson<DescribedClient>;
  readonly #clock: Clock;

  constructor(deps: { store: Store; documents: RemoteJson<DescribedClient>; clock: Clock }) {
    this.#store = deps.store;
    this.#documents = deps.documents;
    this.#clock = deps.clock;
  }

  /** Who asks for a new authorization: as registered, or as its document says now. */
  async find(id: string): Promise<Result<Client, OAuthRefusal>> {
    const kept = await this.#store.client(id);
    if (kept !== undefined && kept.origin !== 'document') return ok(kept);
    if (!isDocumentId(id)) return refused(unknownClient());
    const fault = documentIdFault(id);
    if (fault !== undefined) return refused(unreadableClient(`client_id ${fault}`));
    const described = await this.#documents.get(id);
    return described.ok
      ? ok(await this.#asClient(described.value, kept))
      : refused(unreadableClient(inWords(described.error)));
  }

  /**
   * Who it is that was met before, at a consent form or with a token: nothing that a stranger names
   * here is fetched, and a document that cannot be read for a while disconnects nobody.
   */
  async known(id: string): Promise<Client | undefined> {
    const kept = await this.#store.client(id);
    if (kept !== undefined && kept.origin !== 'document') return kept;
    if (kept === undefined && !this.#documents.has(id)) return undefined;
    const described = await this.#documents.getOrLast(id, kept);
    return described.ok ? this.#asClient(described.value, kept) : undefined;
  }

  /** The client once more, when what its document said before does not fit what it asks now. */
  async renew(client: Client): Promise<Client> {
    if (client.origin !== 'document') return client;
    const described = await this.#documents.renew(client.id);
    return described.ok
      ? this.#asClient(described.value, await this.#store.client(client.id))
      : client;
  }

  /** Keeps a document's client that a person is about to allow, so that its grants have a name. */
  async remember(client: Client): Promise<void> {
    if (client.origin === 'document') await this.#store.putClient(client, 0);
  }

  /** With what we know besides; what is kept of an allowed client follows its document. */
  async #asClient(described: DescribedClient, kept: Client | undefined): Promise<Client> {
    const { createdAt = this.#clock(), approvedAt } = kept ?? {};
    const client = {
      ...described,
      createdAt,
      ...(approvedAt !== undefined && { approvedAt }),
    };
    if (kept !== undefined && !isDeepStrictEqual(client, kept)) await this.remember(client);
    return client;
  }
}

/** In the words by which mcp-remote and Claude register anew. */
export function unknownClient(): OAuthRefusal {
  return refusal(
    'invalid_client',
    'the client with this client_id is not registered',
    'unknown_client',
  );
}

function unreadableClient(description: string): OAuthRefusal {
  return refusal('invalid_client_metadata', description, 'client_document');
}

/** One sentence for whatever kept us from fetching: the difference would map our network. */
function inWords(fault: RemoteFault): string {
  return fault.kind === 'invalid'
    ? `the document at client_id is not valid: ${fault.reason}`
    : 'the document at client_id cannot be read: it must be public and answer 200 with JSON of at most 5 KB, without a redirect, within 3 seconds';
}
