import { type Changes, type Page, send } from './oauth-client.ts';

/** A client that the operator listed, with a secret. */
export interface MachineClient {
  readonly id: string;
  readonly secret: string;
}

/** HTTP Basic of a client (RFC 6749 section 2.3.1). */
export function basic({ id, secret }: MachineClient): string {
  const both = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`;
  return `Basic ${Buffer.from(both).toString('base64')}`;
}

/** Posts a form to one of our endpoints; fields that are undefined are left out. */
export function postForm(
  url: string,
  fields: Changes,
  headers: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const kept = Object.entries(fields).filter((one): one is [string, string] => {
    return one[1] !== undefined;
  });
  return send(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(kept).toString(),
  });
}

/** Asks for a token with client_credentials, by Basic unless `headers` say otherwise. */
export function askForToken(
  base: string,
  client: MachineClient,
  fields: Changes = {},
): Promise<Page> {
  return postForm(
    `${base}/token`,
    { grant_type: 'client_credentials', ...fields },
    { Authorization: basic(client) },
  );
}
