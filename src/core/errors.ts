/**
 * Every failure that crosses a room's door, by its stable code. A code never changes its meaning:
 * logs, the doctor and tests refer to it.
 */
export type ErrorCode =
  | 'config_unsafe'
  | 'port_in_use'
  | 'key_malformed'
  | 'keyring_unreadable'
  | 'sealed_unreadable'
  | 'store_unavailable'
  | 'disk_full'
  | 'home_unreachable'
  | 'home_refused'
  | 'home_banned'
  | 'home_timeout'
  | 'home_command_failed'
  | 'upstream_unreachable'
  | 'upstream_silent'
  | 'not_permitted';

/** A failure with a stable code and a sentence that says what to do; never with a secret in it. */
export class LatchkeyError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'LatchkeyError';
    this.code = code;
  }
}

/** Whether something thrown is ours, and of that code when one is named. */
export function isLatchkeyError(thrown: unknown, code?: ErrorCode): thrown is LatchkeyError {
  return thrown instanceof LatchkeyError && (code === undefined || thrown.code === code);
}
