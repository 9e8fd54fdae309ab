import type { HomeAddress } from '../config/config.ts';
import type { Found } from './surroundings.ts';

/**
 * A home whose address nobody configured, at where the Supervisor says it listens now; until it has
 * said so, at `guess`. Its certificate is made out for another name than the one it has on the
 * Supervisor's own network, so there it cannot be checked; that network does not leave the machine.
 */
export function foundHome(guess: HomeAddress, found: () => Found): HomeAddress {
  const { hostname } = new URL(guess.url);
  return {
    name: guess.name,
    isFound: true,
    get url() {
      const { core } = found();
      if (core === undefined) return guess.url;
      return new URL(`${core.ssl ? 'https' : 'http'}://${hostname}:${core.port}`).origin;
    },
    get verifyTls() {
      return found().core?.ssl !== true;
    },
    get browserUrl() {
      const { urls } = found();
      return guess.browserUrl ?? urls?.external ?? urls?.internal;
    },
  };
}
