import type { Client, PriorDiscovery, Transport } from '@modelcontextprotocol/client';
import { TIMED_OUT } from './problem.ts';

/** Connects, without asking a program first what it speaks when that is known. */
export async function connect(
  client: Client,
  transport: Transport,
  timeout: number,
  prior: PriorDiscovery | undefined,
): Promise<void> {
  if (prior === undefined) return client.connect(transport, { timeout });
  await client.connect(transport, { timeout, prior });
  if (prior.kind === 'legacy') return;
  // Nothing was sent yet: this shows that it lives, and asks to be told of changes as a probe does.
  const { capabilities } = await client.discover({ timeout });
  const { tools, prompts, resources } = capabilities;
  const filter = {
    ...(tools?.listChanged && { toolsListChanged: true }),
    ...(prompts?.listChanged && { promptsListChanged: true }),
    ...(resources?.listChanged && { resourcesListChanged: true }),
  };
  if (Object.keys(filter).length > 0) await client.listen(filter, { timeout });
}

/** What a connected server turned out to speak. */
export function spokenBy(client: Client): PriorDiscovery {
  const discover = client.getDiscoverResult();
  return discover === undefined ? { kind: 'legacy' } : { kind: 'modern', discover };
}

/** The work, or a TypeError when it takes longer. */
export function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new TypeError(TIMED_OUT)), milliseconds);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}
