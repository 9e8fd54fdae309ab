import type { FastifyBaseLogger } from 'fastify';
import { sharedAfter } from '../core/after.ts';
import type { Instances } from '../store/instances.ts';
import type { Gateway } from './gateway.ts';
import type { Secrets } from './secrets.ts';

export interface Followed {
  readonly gateway: Pick<Gateway, 'readAgain' | 'keepAgain'>;
  readonly secrets: Pick<Secrets, 'reload'>;
  readonly log: Pick<FastifyBaseLogger, 'warn'>;
}

/**
 * Takes up what was done in other instances with other servers: what was approved of them, and the
 * secrets for them. What cannot be read now is read with the next notice.
 */
export function followInstances(
  instances: Instances,
  { gateway, secrets, log }: Followed,
): { stop(): void } {
  const takeUp = sharedAfter(async () => {
    if (await secrets.reload()) await gateway.keepAgain();
    await gateway.readAgain();
  });
  const soon = () =>
    void takeUp().catch((error: Error) =>
      log.warn(
        `What another instance changed of other servers could not be read: ${error.message}`,
      ),
    );
  return { stop: instances.on('gateway', soon) };
}
