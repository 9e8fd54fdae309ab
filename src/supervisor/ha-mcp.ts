import { isIPv4 } from 'node:net';
import type { Question } from './client.ts';

/** The app of ha-mcp, as the Supervisor names it after the repository that it comes from. */
const SLUG = '81f33d0f_ha_mcp';
const PORT = 9583;

/**
 * Asks whether ha-mcp is installed beside us, and for the beginning of its address. The rest of it is a
 * secret that it tells in its own log only: the Supervisor shows nobody the options of other apps.
 */
export const haMcp: Question<string> = {
  method: 'GET',
  path: `/addons/${SLUG}/info`,
  read: ({ ip_address: address }) =>
    typeof address === 'string' && isIPv4(address) ? `http://${address}:${PORT}/` : undefined,
};
