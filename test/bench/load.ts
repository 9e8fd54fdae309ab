import autocannon from 'autocannon';
import { type Asked, ask, CONNECTIONS } from './http-client.ts';

/** It says that it is done at the next sample only: at its own second, a clock would count seconds. */
const SAMPLE_MS = 10;

/** Sends one request over and over. Throws when any answer was not a 2xx. */
export async function send(asked: Asked, times: number): Promise<void> {
  // Protocol errors are a 200, too, so one answer is looked at.
  await ask(asked);
  const { body, headers, url, method = 'GET' } = asked;
  const run = await autocannon({
    url,
    method,
    headers: { ...headers },
    ...(body !== undefined && { body }),
    connections: CONNECTIONS,
    amount: times,
    sampleInt: SAMPLE_MS,
  });
  if (run.non2xx > 0 || run.errors > 0 || run['2xx'] !== times) {
    throw new Error(`${url}: ${run.non2xx} answers were no success, ${run.errors} failed`);
  }
}
