import { randomBytes } from 'node:crypto';
import { type Clock, DAY, inSeconds, MINUTE, SECOND } from '../../core/clock.ts';
import { freshHexId } from '../ids.ts';
import { type KeptToken, type Memory, readMemory, writeMemory } from '../memory.ts';
import { Listeners } from '../states.ts';
import { readClaims, signAccessToken, signedBy } from './jwt.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly password: string;
  readonly owner: boolean;
  administrator: boolean;
}

/** Who asks, and by which refresh token. */
export interface SignedIn {
  readonly person: Person;
  readonly refreshTokenId: string;
}

export interface TokenUse {
  readonly at: number;
  readonly address: string | null;
}

const RESIDENTS = [
  { name: 'Ada', username: 'ada', password: 'ada-demo', administrator: true, owner: true },
  { name: 'Ben', username: 'ben', password: 'ben-demo', administrator: false, owner: false },
] as const;

export const ACCESS_TOKEN_LIFETIME_MS = 30 * MINUTE;
const REFRESH_TOKEN_LIFETIME_MS = 90 * DAY;
const CLOCK_LEEWAY_MS = 10 * SECOND;
const DEMO_CLIENT = 'Latchkey demo';

/** The people of the home and every token they hold. */
export class Accounts {
  readonly people: readonly Person[];
  readonly revocations = new Listeners<string>();
  readonly #tokens = new Map<string, KeptToken>();
  readonly #uses = new Map<string, TokenUse>();
  readonly #clock: Clock;
  readonly #dataDir: string | undefined;

  constructor(clock: Clock, dataDir: string | undefined) {
    this.#clock = clock;
    this.#dataDir = dataDir;
    const memory: Memory | undefined = dataDir === undefined ? undefined : readMemory(dataDir);
    this.people = RESIDENTS.map((resident) => ({
      ...resident,
      id: memory?.userIds[resident.username] ?? freshHexId(),
    }));
    for (const token of memory?.tokens ?? []) this.#tokens.set(token.id, token);
    this.#remember();
  }

  /** The long-lived access token made for the demo itself; the same one as long as it lives. */
  demoToken(person: Person): string {
    const kept = [...this.#tokens.values()].find(
      (token) => token.userId === person.id && token.clientName === DEMO_CLIENT,
    );
    return this.#signed(kept ?? this.#addLongLived(person, DEMO_CLIENT, null, 3650));
  }

  /** A new long-lived access token, or nothing when the person already has one of that name. */
  createLongLived(
    person: Person,
    clientName: string,
    clientIcon: string | null,
    days: number,
  ): string | undefined {
    const taken = this.tokensOf(person).some(
      (token) => token.type === 'long_lived_access_token' && token.clientName === clientName,
    );
    return taken
      ? undefined
      : this.#signed(this.#addLongLived(person, clientName, clientIcon, days));
  }

  createRefreshToken(person: Person, clientId: string): KeptToken {
    return this.#add({
      userId: person.id,
      type: 'normal',
      clientId,
      clientName: null,
      clientIcon: null,
      accessTokenLifetimeMs: ACCESS_TOKEN_LIFETIME_MS,
      expiresAt: this.#clock() + REFRESH_TOKEN_LIFETIME_MS,
    });
  }

  createAccessToken(refresh: KeptToken, address: string | null): string {
    const now = this.#clock();
    this.#uses.set(refresh.id, { at: now, address });
    if (refresh.expiresAt !== null) {
      this.#tokens.set(refresh.id, { ...refresh, expiresAt: now + REFRESH_TOKEN_LIFETIME_MS });
      this.#remember();
    }
    return signAccessToken(
      { iss: refresh.id, iat: inSeconds(now), exp: inSeconds(now + refresh.accessTokenLifetimeMs) },
      refresh.jwtKey,
    );
  }

  refreshTokenBySecret(secret: string): KeptToken | undefined {
    const now = this.#clock();
    return [...this.#tokens.values()].find(
      (token) => token.token === secret && (token.expiresAt === null || token.expiresAt > now),
    );
  }

  /** Whose access token this is, when it is one and still good. */
  signedIn(accessToken: string): SignedIn | undefined {
    const claims = readClaims(accessToken);
    const refresh = claims === undefined ? undefined : this.#tokens.get(claims.iss);
    if (claims === undefined || refresh === undefined) return undefined;
    if (!signedBy(accessToken, refresh.jwtKey)) return undefined;
    const now = this.#clock();
    if (claims.exp * SECOND <= now - CLOCK_LEEWAY_MS) return undefined;
    if (claims.iat * SECOND > now + CLOCK_LEEWAY_MS) return undefined;
    const person = this.people.find(({ id }) => id === refresh.userId);
    return person === undefined ? undefined : { person, refreshTokenId: refresh.id };
  }

  tokensOf(person: Person): readonly KeptToken[] {
    return [...this.#tokens.values()].filter((token) => token.userId === person.id);
  }

  lastUse(refreshTokenId: string): TokenUse | undefined {
    return this.#uses.get(refreshTokenId);
  }

  /** Ends a refresh token with all its access tokens, and the connections that came with them. */
  revoke(refreshTokenId: string): boolean {
    if (!this.#tokens.delete(refreshTokenId)) return false;
    this.#uses.delete(refreshTokenId);
    this.#remember();
    this.revocations.tell(refreshTokenId);
    return true;
  }

  personWith(username: string, password: string): Person | undefined {
    return this.people.find(
      (person) => person.username === username.trim().toLowerCase() && person.password === password,
    );
  }

  #addLongLived(
    person: Person,
    clientName: string,
    clientIcon: string | null,
    days: number,
  ): KeptToken {
    return this.#add({
      userId: person.id,
      type: 'long_lived_access_token',
      clientId: null,
      clientName,
      clientIcon,
      accessTokenLifetimeMs: days * DAY,
      expiresAt: null,
    });
  }

  #add(token: Omit<KeptToken, 'id' | 'token' | 'jwtKey' | 'createdAt'>): KeptToken {
    const kept: KeptToken = {
      ...token,
      id: freshHexId(),
      token: randomBytes(64).toString('hex'),
      jwtKey: randomBytes(64).toString('hex'),
      createdAt: this.#clock(),
    };
    this.#tokens.set(kept.id, kept);
    this.#remember();
    return kept;
  }

  /** Signs by when it was created, so that the same long-lived token comes out every time. */
  #signed(token: KeptToken): string {
    return signAccessToken(
      {
        iss: token.id,
        iat: inSeconds(token.createdAt),
        exp: inSeconds(token.createdAt + token.accessTokenLifetimeMs),
      },
      token.jwtKey,
    );
  }

  #remember(): void {
    if (this.#dataDir === undefined) return;
    writeMemory(this.#dataDir, {
      userIds: Object.fromEntries(this.people.map(({ username, id }) => [username, id])),
      tokens: [...this.#tokens.values()],
    });
  }
}
