import { Agent, request } from 'node:http';
import type { Lane, Sent } from './lane.ts';

/** What one turn came to. */
export interface Turn {
  readonly answers: number;
  readonly seconds: number;
  /** How long each answer took, in milliseconds. */
  readonly took: readonly number[];
  /** The length of the last answer. */
  readonly bytes: number;
}

/** How long a turn is. */
export interface Length {
  readonly seconds: number;
  /** Over sooner, when so many were answered. */
  readonly most?: number;
}

/**
 * Lets each lane send over a connection of its own, until the turn or what one of them has to send
 * is over. Rejects at the first answer that was not wanted.
 */
export async function drive(
  lanes: readonly Lane[],
  { seconds, most = Number.POSITIVE_INFINITY }: Length,
): Promise<Turn> {
  const took: number[] = [];
  let bytes = 0;
  let over = false;
  const from = performance.now();
  const until = from + seconds * 1_000;
  await Promise.all(
    lanes.map(async (lane) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      try {
        while (!over && performance.now() < until && took.length < most) {
          const sent = lane.next();
          if (sent === undefined) break;
          const sentAt = performance.now();
          const { status, body } = await send(sent, agent);
          took.push(performance.now() - sentAt);
          bytes = body.length;
          lane.answered(status, body);
        }
      } finally {
        // A lane alone at the end would be measured with fewer connections than the others.
        over = true;
        agent.destroy();
      }
    }),
  );
  return { answers: took.length, seconds: (performance.now() - from) / 1_000, took, bytes };
}

function send(sent: Sent, agent: Agent): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { ...sent.headers, 'content-length': String(Buffer.byteLength(sent.body)) };
    const outgoing = request(sent.url, { method: sent.method, agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(sent.body);
  });
}
