import {
  type OAuthClientInformationFull,
  RegistrationRejectedError,
  registerClient,
  selectClientAuthMethod,
} from '@modelcontextprotocol/client';
import { SECOND } from '../../core/clock.ts';
import type { Fetch } from '../../net/checked-fetch.ts';
import type { AuthorizationServer } from './discovery.ts';
import { SignInFault } from './faults.ts';
import type { OwnClient } from './own-client.ts';
import type { Registration, SealedRecords } from './sealed-records.ts';
import { timely } from './timely.ts';
import type { TokenClient } from './token-request.ts';

/** A client the operator registered by hand. */
export interface GivenClient {
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
}

export interface RegistrationOptions {
  readonly upstream: string;
  readonly server: AuthorizationServer;
  readonly own: OwnClient;
  readonly given?: GivenClient | undefined;
  /** Whether the operator named the issuer, and so said whom the given client is for. */
  readonly issuerNamed: boolean;
  readonly scope?: string | undefined;
  readonly records: SealedRecords;
  readonly fetch: Fetch;
  readonly now: number;
}

/**
 * Who we are at an authorization server: the operator's client, else the address of our own document,
 * else a registration, made anew for each issuer (MCP, client registration). Throws `SignInFault`.
 */
export async function clientAt(options: RegistrationOptions): Promise<TokenClient> {
  const { server, own, given } = options;
  if (given !== undefined) return givenClient(given, options);
  if (server.metadata.client_id_metadata_document_supported === true && own.published) {
    return { clientId: own.documentUrl, method: 'none' };
  }
  const known = (await options.records.registrations(options.upstream)).get(server.issuer);
  if (known !== undefined && known.given !== true && isCurrent(known, options)) return known;
  return register(options);
}

function isCurrent({ redirectUri, endsAt }: Registration, { own, now }: RegistrationOptions) {
  return redirectUri === own.redirectUri && (endsAt === undefined || now < endsAt);
}

/** Their secret goes to the issuer it was first used with, wherever an upstream points later. */
async function givenClient(
  given: GivenClient,
  { upstream, server, own, issuerNamed, records }: RegistrationOptions,
): Promise<TokenClient> {
  const { issuer } = server;
  const kept = await records.registrations(upstream);
  const moved = Array.from(kept).some(
    ([at, one]) => one.given === true && one.clientId === given.clientId && at !== issuer,
  );
  if (moved && !issuerNamed) {
    throw new SignInFault(
      'It names another authorization server than the one its client id was used with: if that is meant, write the new one as issuer.',
    );
  }
  const client = { ...given, method: methodOf(given, server) };
  await records.putRegistration(upstream, issuer, {
    clientId: given.clientId,
    method: client.method,
    redirectUri: own.redirectUri,
    given: true,
  });
  return client;
}

async function register(options: RegistrationOptions): Promise<TokenClient> {
  const { upstream, server, own, scope, records, fetch } = options;
  const { metadata, issuer, assumed } = server;
  if (metadata.registration_endpoint === undefined) {
    throw new SignInFault(
      `Its authorization server takes no registrations: register Latchkey there by hand with the redirect address ${own.redirectUri}, and write client_id and client_secret.`,
    );
  }
  const method = wantedMethod(metadata.token_endpoint_auth_methods_supported);
  const answer = await registered(assumed, () =>
    registerClient(issuer, {
      metadata,
      clientMetadata: { ...own.metadata, token_endpoint_auth_method: method },
      ...(scope !== undefined && { scope }),
      fetchFn: timely(fetch),
    }),
  );
  const { client_id, client_secret, client_secret_expires_at: ends } = answer;
  const registration: Registration = {
    clientId: client_id,
    ...(client_secret !== undefined && { clientSecret: client_secret }),
    method: methodOf({ clientId: client_id, clientSecret: client_secret }, server, answer),
    redirectUri: own.redirectUri,
    ...(ends !== undefined && ends > 0 && { endsAt: ends * SECOND }),
  };
  await records.putRegistration(upstream, issuer, registration);
  return registration;
}

async function registered(
  assumed: boolean,
  ask: () => Promise<OAuthClientInformationFull>,
): Promise<OAuthClientInformationFull> {
  try {
    return await ask();
  } catch (cause) {
    if (assumed) {
      throw new SignInFault(
        'It does not say where it is signed in at, and Latchkey could not register at its own address either. If it takes keys, write one as a header; if it wants a client id that was registered by hand, write that.',
        { cause },
      );
    }
    throw new SignInFault(
      cause instanceof RegistrationRejectedError
        ? `Its authorization server refused to register Latchkey (status ${cause.status}): it may want a client id that was registered by hand.`
        : 'Registering at its authorization server did not work.',
      { cause },
    );
  }
}

/** A server can keep a secret, so it asks for one where there is a choice. */
function wantedMethod(supported: readonly string[] | undefined): TokenClient['method'] {
  const wanted = ['client_secret_basic', 'client_secret_post', 'none'] as const;
  return wanted.find((one) => supported?.includes(one)) ?? 'client_secret_basic';
}

function methodOf(
  { clientId, clientSecret }: GivenClient,
  { metadata }: AuthorizationServer,
  answer?: OAuthClientInformationFull,
): TokenClient['method'] {
  if (clientSecret === undefined) return 'none';
  const known = answer ?? { client_id: clientId, client_secret: clientSecret };
  return selectClientAuthMethod(known, [...(metadata.token_endpoint_auth_methods_supported ?? [])]);
}
