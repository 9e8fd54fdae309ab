import {
  ERR_CANNOT_CONNECT,
  ERR_CONNECTION_LOST,
  ERR_INVALID_AUTH,
} from 'home-assistant-js-websocket';
import { LatchkeyError } from '../core/errors.ts';

/** A command that Home Assistant answered with an error of its own. */
export class HomeCommandError extends LatchkeyError {
  /** Home Assistant's code, such as `not_found` or `service_validation_error`. */
  readonly homeCode: string;
  /** Home Assistant's own sentence. */
  readonly homeMessage: string;

  constructor(homeCode: string, homeMessage: string, options?: { cause?: unknown }) {
    super('home_command_failed', `Home Assistant answered ${homeCode}: ${homeMessage}`, options);
    this.homeCode = homeCode;
    this.homeMessage = homeMessage;
  }
}

/** Whether something thrown is Home Assistant's own refusal of a command, with that code if named. */
export function isHomeCommandError(thrown: unknown, homeCode?: string): thrown is HomeCommandError {
  return (
    thrown instanceof HomeCommandError && (homeCode === undefined || thrown.homeCode === homeCode)
  );
}

/** The home did not answer at all, or its connection broke. */
export function unreachable(reason: string, cause?: unknown): LatchkeyError {
  return new LatchkeyError('home_unreachable', `Home Assistant cannot be reached (${reason}).`, {
    cause,
  });
}

/** The home does not accept this credential any more; asking again would count as a failed login. */
export function credentialRefused(reason?: string): LatchkeyError {
  const said = reason === undefined ? '' : ` ("${reason}")`;
  return new LatchkeyError(
    'home_refused',
    `Home Assistant refused the credential${said}. Sign in again.`,
  );
}

/** The home answers 403 to everything from this address: its login counter banned us. */
export function banned(): LatchkeyError {
  return new LatchkeyError(
    'home_banned',
    "Home Assistant has banned this app's address. Remove it from ip_bans.yaml and restart Home Assistant.",
  );
}

/** The home took the command but did not answer within the bound; it may still be carried out. */
export function commandTimeout(type: string, timeoutMs: number): LatchkeyError {
  return new LatchkeyError(
    'home_timeout',
    `Home Assistant did not answer ${type} within ${Math.round(timeoutMs / 1000)} s.`,
  );
}

/**
 * Turns what home-assistant-js-websocket rejects with into a LatchkeyError: bare numbers, its
 * `{type:'result', error}` objects for lost connections, and `{code, message}` for command errors.
 */
export function homeError(thrown: unknown): LatchkeyError {
  if (thrown instanceof LatchkeyError) return thrown;
  const problem = isRecord(thrown) && isRecord(thrown.error) ? thrown.error : thrown;
  if (problem === ERR_INVALID_AUTH) return credentialRefused();
  if (problem === ERR_CONNECTION_LOST) return unreachable('connection lost', thrown);
  if (problem === ERR_CANNOT_CONNECT) return unreachable('cannot connect', thrown);
  if (isRecord(problem)) {
    if (problem.code === ERR_CONNECTION_LOST) return unreachable('connection lost', thrown);
    if (typeof problem.code === 'string') {
      const message = typeof problem.message === 'string' ? problem.message : 'no message';
      return new HomeCommandError(problem.code, message, { cause: thrown });
    }
  }
  return unreachable('unexpected answer', thrown);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
