import { Agent, request } from 'node:http';

/** One request as it is sent. */
export interface Asked {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** Connections that stay open, as those of clients do. */
export const CONNECTIONS = 10;

const agent = new Agent({ keepAlive: true, maxSockets: 4 * CONNECTIONS });

/** Sends a request and reads its answer. Throws on one that is not a success. */
export function ask({ url, method = 'GET', headers = {}, body }: Asked): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        const { statusCode = 0 } = response;
        // What went wrong quickly must not count as quick.
        if (statusCode >= 300 || text.includes('"isError":true') || text.startsWith('{"error"')) {
          reject(new Error(`${url} answered ${statusCode}: ${text.slice(0, 300)}`));
        } else resolve(text);
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Does something that many times in all, by as many as there are connections. */
export async function manyTimes(
  times: number,
  work: (hand: number) => Promise<unknown>,
): Promise<void> {
  let left = times;
  const hand = async (_: unknown, number: number) => {
    while (left > 0) {
      left -= 1;
      await work(number);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, hand));
}

export function closeConnections(): void {
  agent.destroy();
}
