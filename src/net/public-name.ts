import { Resolver } from 'node:dns/promises';
import { SECOND } from '../core/clock.ts';

/**
 * All addresses of a name, by DNS alone: the hosts file and the names of the local network are not a
 * stranger's to use. None for a name that is not known.
 */
export async function resolvePublicName(
  name: string,
  deadline?: AbortSignal,
): Promise<readonly string[]> {
  const resolver = new Resolver({ timeout: SECOND, tries: 2 });
  deadline?.addEventListener('abort', () => resolver.cancel(), { once: true });
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
}
