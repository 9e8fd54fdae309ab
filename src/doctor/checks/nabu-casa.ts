import { isHomeCommandError } from '../../home/errors.ts';
import type { FrontDoor } from '../../net/front-doors.ts';
import type { Check, HomeSubject } from '../check.ts';
import { plain, problem, SOUND, type Verdict } from '../finding.ts';

const CLOUD_NAME = '.ui.nabu.casa';

/** What Home Assistant says of its cloud (websocket `cloud/status`), as far as it is needed. */
export interface CloudStatus {
  readonly logged_in?: unknown;
  /** The connection of the cloud itself: `connected`, `connecting` or `disconnected`. */
  readonly cloud?: unknown;
  readonly remote_domain?: unknown;
  readonly remote_connected?: unknown;
  readonly prefs?: { readonly remote_enabled?: unknown } | undefined;
}

/** Whether Home Assistant Cloud carries a door of its name. */
export const nabuCasa: Check<HomeSubject> = {
  id: 'nabu_casa',
  about: 'home',
  after: ['home_ban', 'home_proxy'],
  async run({ carries, command }) {
    const door = carries.find(({ host }) => host.endsWith(CLOUD_NAME));
    if (door === undefined) return SOUND;
    if (command === undefined) return plain('unknown', 'needs_account');
    try {
      return judgeNabuCasa(door, await command<CloudStatus>({ type: 'cloud/status' }));
    } catch (thrown) {
      // Home Assistant knows no command of what is not loaded.
      if (!isHomeCommandError(thrown, 'unknown_command')) throw thrown;
      return plain('problem', 'nabu_casa_signed_out');
    }
  },
};

export function judgeNabuCasa({ host }: Pick<FrontDoor, 'host'>, status: CloudStatus): Verdict {
  if (status.logged_in !== true) return plain('problem', 'nabu_casa_signed_out');
  if (status.prefs?.remote_enabled === false) return plain('problem', 'nabu_casa_remote_off');
  const right = status.remote_domain;
  if (typeof right === 'string' && right !== '' && right !== host) {
    return problem('nabu_casa_other_name', { host, right: right.slice(0, 100) });
  }
  const isConnected = status.cloud === 'connected' && status.remote_connected !== false;
  return isConnected ? SOUND : plain('problem', 'nabu_casa_disconnected');
}
