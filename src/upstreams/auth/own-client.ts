import { isIP } from 'node:net';
import type { OAuthClientMetadata } from '@modelcontextprotocol/client';
import { isPrivateHost } from '../../config/private-host.ts';
import { type FrontDoor, isLoopbackHost } from '../../net/front-doors.ts';

export const DOCUMENT_PATH = '/upstream/client.json';
export const CALLBACK_PATH = '/upstream/callback';
export const START_PATH = '/upstream/start';

/** Latchkey itself as a client of other authorization servers, behind one front door. */
export interface OwnClient {
  readonly redirectUri: string;
  /** Whether the outside can read our document, so that its address may be our client id. */
  readonly published: boolean;
  readonly documentUrl: string;
  /** For registration (RFC 7591), and in the document. */
  readonly metadata: OAuthClientMetadata;
}

/** Undefined behind plain http: codes may return to https or to this very machine only. */
export function ownClient(door: FrontDoor): OwnClient | undefined {
  const loopback = isLoopbackHost(door.host);
  if (!door.secure && !loopback) return undefined;
  const redirectUri = `${door.issuer}${CALLBACK_PATH}`;
  const { hostname } = new URL(door.issuer);
  const address = hostname.replace(/^\[|\]$/g, '');
  return {
    redirectUri,
    published: door.secure && !isPrivateHost(hostname) && isIP(address) === 0,
    documentUrl: `${door.issuer}${DOCUMENT_PATH}`,
    metadata: {
      client_name: 'Latchkey',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      application_type: loopback ? 'native' : 'web',
    },
  };
}

/** Our Client ID Metadata Document: it names its own address, and no secret. */
export function ownDocument({ documentUrl, metadata }: OwnClient) {
  return { client_id: documentUrl, ...metadata, token_endpoint_auth_method: 'none' };
}
