import type { Config } from '../config/config.ts';

/**
 * The home that the settings are about, by the operator's name for it: the first, whose account is
 * ours. Undefined while none is configured.
 */
export function ownHomeName({ homes }: Pick<Config, 'homes'>): string | undefined {
  return homes[0]?.name;
}
