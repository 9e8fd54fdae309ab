import { type Clock, inSeconds } from '../../core/clock.ts';
import { type Random, randomId } from '../../core/ids.ts';
import type { Keyring } from '../../keys/keyring.ts';
import { signedJwt } from '../../keys/signed-jwt.ts';
import { formatScope } from '../../policy/scopes.ts';
import type { Grant } from '../../store/contract.ts';

export interface TokenMint {
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly random: Random;
  readonly accessTokenMs: number;
  readonly refreshTokenMs: number;
}

/** The name of a person across homes, as `sub` carries it (RFC 9068 section 2.2). */
export function subjectOf(grant: Pick<Grant, 'home' | 'personId'>): string {
  return `${grant.personId}@${grant.home}`;
}

/** An access token for a grant: a JWT by the profile of RFC 9068, with the grant's id inside. */
export function mintAccessToken(
  grant: Pick<Grant, 'id' | 'clientId' | 'home' | 'personId' | 'issuer' | 'resource'>,
  scope: readonly string[],
  mint: TokenMint,
): string {
  return sign({ ...grant, subject: subjectOf(grant), grantId: grant.id, scope }, mint);
}

/** An access token for a client itself, which is then its subject (RFC 9068 section 2.2). */
export function mintClientToken(
  grant: Pick<Grant, 'clientId' | 'issuer' | 'resource'>,
  scope: readonly string[],
  mint: TokenMint,
): string {
  return sign({ ...grant, subject: grant.clientId, scope }, mint);
}

interface Content {
  readonly issuer: string;
  readonly subject: string;
  readonly resource: string;
  readonly clientId: string;
  readonly scope: readonly string[];
  readonly grantId?: string;
}

function sign(content: Content, mint: TokenMint): string {
  const issuedAt = inSeconds(mint.clock());
  const claims = {
    client_id: content.clientId,
    scope: formatScope(content.scope),
    ...(content.grantId !== undefined && { grant_id: content.grantId }),
    iss: content.issuer,
    sub: content.subject,
    aud: content.resource,
    iat: issuedAt,
    exp: issuedAt + inSeconds(mint.accessTokenMs),
    jti: randomId(mint.random, 16),
  };
  return signedJwt(claims, 'at+jwt', mint.keyring.signingKey());
}

/** The answer of /token (RFC 6749 section 5.1). */
export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
  readonly refresh_token?: string;
}

export function tokenAnswer(
  accessToken: string,
  scope: readonly string[],
  refreshToken: string | undefined,
  mint: TokenMint,
): TokenAnswer {
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: inSeconds(mint.accessTokenMs),
    scope: formatScope(scope),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
  };
}
