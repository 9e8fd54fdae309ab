import autocannon from 'autocannon';

/** One request that is sent over and over. */
export interface Load {
  readonly name: string;
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Measured {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const CONNECTIONS = 10;

/** Sends a load for that many seconds. Throws when any answer was not a 2xx. */
export async function measure(load: Load, seconds: number): Promise<Measured> {
  const { name, ...request } = load;
  const run = await autocannon({
    ...request,
    headers: { ...request.headers },
    connections: CONNECTIONS,
    duration: seconds,
  });
  if (run.non2xx > 0 || run.errors > 0 || run['2xx'] === 0) {
    throw new Error(`${name}: ${run.non2xx} answers were no success, ${run.errors} failed`);
  }
  return { perSecond: run.requests.average, p50: run.latency.p50, p99: run.latency.p99 };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
