import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { type Ending, lastly } from './lastly.ts';

/** Both eras of the protocol, as the SDK's own client negotiates them. */
export const ERAS = [
  { era: 'modern', mode: { pin: '2026-07-28' } },
  { era: 'legacy', mode: 'legacy' },
] as const;

/** The SDK's client, connected with a token it was given. */
export async function sdkClient(
  t: Ending,
  url: string,
  accessToken: string,
  mode: (typeof ERAS)[number]['mode'],
): Promise<Client> {
  const client = new Client({ name: 'test', version: '0' }, { versionNegotiation: { mode } });
  const headers = { Authorization: `Bearer ${accessToken}` };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
  );
  lastly(t, () => client.close());
  return client;
}
