import type { HomeAddress } from '../config/config.ts';
import { type Clock, SECOND } from '../core/clock.ts';
import { isLatchkeyError } from '../core/errors.ts';
import { ok, type Result, refused } from '../core/result.ts';
import { currentUser } from './commands.ts';
import { HomeLink } from './link.ts';
import { cleanToken, readToken, type TokenProblem } from './token.ts';
import type { HomeUser } from './user.ts';

/**
 * Why a token was not accepted. `empty`, `malformed` and `expired` are found without asking Home
 * Assistant; `refused` counted there as a failed login and must not be tried again.
 */
export type SignInRefusal = TokenProblem | 'refused' | 'unreachable' | 'banned';

export interface SignInDeps {
  readonly clock: Clock;
  /** For connecting, authenticating and asking who it is; milliseconds. */
  readonly timeoutMs?: number;
}

const ENOUGH_FOR_SIGN_IN = 1024 * 1024;

/**
 * Asks a home whose token this is. A token that cannot be right never reaches Home Assistant's
 * login counter; blanks that copying added are ignored. Never throws.
 */
export async function checkToken(
  home: HomeAddress,
  token: string,
  deps: SignInDeps,
): Promise<Result<HomeUser, SignInRefusal>> {
  const secret = cleanToken(token);
  const read = readToken(secret, deps.clock());
  if (!read.ok) return read;
  const timeoutMs = deps.timeoutMs ?? 10 * SECOND;
  let link: HomeLink | undefined;
  try {
    link = await HomeLink.open({
      home,
      token: secret,
      handshakeTimeoutMs: timeoutMs,
      commandTimeoutMs: timeoutMs,
      maxPayload: ENOUGH_FOR_SIGN_IN,
    });
    return ok(await currentUser(link));
  } catch (thrown) {
    if (isLatchkeyError(thrown, 'home_refused')) return refused('refused');
    if (isLatchkeyError(thrown, 'home_banned')) return refused('banned');
    return refused('unreachable');
  } finally {
    await link?.close();
  }
}
