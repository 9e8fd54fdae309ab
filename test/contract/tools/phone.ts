import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HomeUnderTest } from '../../support/home-under-test.ts';

/** A phone with the companion app, as far as a home can tell. */
export interface Phone {
  /** What was pushed to it, in order. */
  readonly pushed: readonly Readonly<Record<string, unknown>>[];
  close(): void;
}

/** Registers the first person's phone with a home; what is sent to it arrives here. */
export async function registerPhone(place: HomeUnderTest, name: string): Promise<Phone> {
  const pushed: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request.setEncoding('utf8')) text += part;
    pushed.push(JSON.parse(text));
    const rateLimits = { successful: 1, maximum: 500, errors: 0, resetsAt: '2100-01-01T00:00:00Z' };
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ rateLimits }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  const registered = await fetch(`${place.url}/api/mobile_app/registrations`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${place.people[0].token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      device_id: name,
      device_name: name,
      app_id: 'contract',
      app_name: 'Contract',
      app_version: '1',
      manufacturer: 'Contract',
      model: 'Contract',
      os_name: 'Contract',
      os_version: '1',
      supports_encryption: false,
      app_data: { push_token: 'contract', push_url: `http://127.0.0.1:${port}/push` },
    }),
  });
  if (registered.status !== 201) throw new Error(`no phone: ${registered.status}`);
  return { pushed, close: () => server.close() };
}
