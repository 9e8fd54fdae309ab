import type { HomeAddress } from '../config/config.ts';
import { type Clock, SECOND } from '../core/clock.ts';
import { isLatchkeyError } from '../core/errors.ts';
import { ok, type Result, refused } from '../core/result.ts';
import { currentUser } from './commands.ts';
import { HomeLink } from './link.ts';
import { endLogin, exchangeCode, type HomeLogin } from './login.ts';
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
  return read.ok ? userOf(home, secret, deps) : read;
}

/**
 * Asks a home whose token this is, one that came from the home itself and needs no look first.
 * Never throws.
 */
export async function userOf(
  home: HomeAddress,
  token: string,
  deps: Pick<SignInDeps, 'timeoutMs'> = {},
): Promise<Result<HomeUser, Exclude<SignInRefusal, TokenProblem>>> {
  const timeoutMs = deps.timeoutMs ?? 10 * SECOND;
  let link: HomeLink | undefined;
  try {
    link = await HomeLink.open({
      home,
      token,
      handshakeTimeoutMs: timeoutMs,
      commandTimeoutMs: timeoutMs,
      maxPayload: ENOUGH_FOR_SIGN_IN,
    });
    return ok(await currentUser(link));
  } catch (thrown) {
    return refused(reasonOf(thrown));
  } finally {
    await link?.close();
  }
}

/** Somebody who came back from their home's login page, and the login to act with. */
export interface ProvenLogin {
  readonly user: HomeUser;
  readonly login: HomeLogin;
}

/**
 * Spends a code from a home's login page and asks whose it was. One that is refused counted at the
 * home as a failed login. Never throws.
 */
export async function checkCode(
  home: HomeAddress,
  given: { readonly code: string; readonly clientId: string },
): Promise<Result<ProvenLogin, Exclude<SignInRefusal, TokenProblem>>> {
  try {
    const { login, accessToken } = await exchangeCode(home, given);
    const user = await userOf(home, accessToken);
    if (user.ok) return ok({ user: user.value, login });
    void endLogin(home, login.refreshToken).catch(() => {});
    return user;
  } catch (thrown) {
    return refused(reasonOf(thrown));
  }
}

function reasonOf(thrown: unknown): Exclude<SignInRefusal, TokenProblem> {
  if (isLatchkeyError(thrown, 'home_refused')) return 'refused';
  return isLatchkeyError(thrown, 'home_banned') ? 'banned' : 'unreachable';
}
