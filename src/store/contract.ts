/**
 * What Latchkey keeps, and the operations that must be atomic. Two rules hold for every driver:
 * the caller passes the time in (a driver never reads a clock), and an answer of success means the
 * change survives losing power that very instant. Trouble throws `store_unavailable` or `disk_full`,
 * never an answer that reads as "unknown": a client told `invalid_grant` throws its tokens away.
 *
 * No plaintext secret ever arrives here: tokens and handles come as SHA-256, credentials as Fernet,
 * answers sealed with a key made from the token they answer.
 */

import type { Rule, RuleSubject } from '../policy/rules.ts';
import type { OfferedTool } from '../upstreams/offer.ts';

/** How a client came to be known: RFC 7591, the operator's list, or a Client ID Metadata Document. */
export type ClientOrigin = 'dynamic' | 'static' | 'document';

export type ClientAuthMethod =
  | 'none'
  | 'client_secret_basic'
  | 'client_secret_post'
  | 'private_key_jwt';

/** A public key as a client publishes it (RFC 7517 section 4); never with a private member. */
export type PublicKey = Readonly<Record<string, string>> & { readonly kty: string };

/** A registered client; the fields are those of RFC 7591 section 2 that we hold to. */
export interface Client {
  readonly id: string;
  readonly origin: ClientOrigin;
  readonly name: string;
  readonly redirectUris: readonly string[];
  readonly authMethod: ClientAuthMethod;
  readonly secretHash?: string;
  /** The secret before this one, good until `previousSecretEndsAt`, or for good when that is absent. */
  readonly previousSecretHash?: string;
  readonly previousSecretEndsAt?: number;
  /** What private_key_jwt is checked with: keys, or the address where the client publishes them. */
  readonly jwks?: readonly PublicKey[];
  readonly jwksUri?: string;
  readonly grantTypes: readonly string[];
  /** Scopes the client may ask for; absent means any that is offered. */
  readonly scope?: readonly string[];
  readonly clientUri?: string;
  /** The operator let it in without PKCE; only ever a client with a secret or a key. */
  readonly withoutPkce?: true;
  readonly createdAt: number;
  /** When a person first allowed it; a client never approved may be evicted by a flood. */
  readonly approvedAt?: number;
}

/** What the client asked at /authorize, checked, waiting for a person's answer. */
export interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state?: string;
  /** Empty for a client that was let in without PKCE. */
  readonly codeChallenge: string;
  readonly issuer: string;
  readonly resource: string;
  /** Scopes asked for and known; the household's defaults when nothing was asked. */
  readonly scope: readonly string[];
}

/** A consent form that was handed out. `outcome` is set once, when the person answered. */
export interface ConsentTransaction {
  /** SHA-256 of the handle in the form. */
  readonly id: string;
  readonly request: AuthorizationRequest;
  /** SHA-256 of the cookie that binds it to one browser. */
  readonly browserHash: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Sealed answer for that browser, so that a second click gets the first one's answer. */
  readonly outcome?: string;
  readonly finishedAt?: number;
}

/** A person who went to their home's own login page, and has not come back yet. */
export interface SignIn {
  /** SHA-256 of the `state` they come back with. */
  readonly id: string;
  /** The consent form they went from; browser, door and client are that one's. */
  readonly transactionId: string;
  readonly home: string;
  /** What they chose on the form. */
  readonly permission: string;
  /** The form's handle, sealed for the browser that has the form. */
  readonly sealedHandle: string;
  readonly expiresAt: number;
  /** When somebody came back with it. */
  readonly takenAt?: number;
}

export interface Person {
  readonly home: string;
  readonly id: string;
  readonly name: string;
  readonly administrator: boolean;
  readonly seenAt: number;
}

/** A person's own key to their home, sealed. */
export interface Credential {
  readonly id: string;
  readonly home: string;
  readonly personId: string;
  readonly kind: 'token' | 'oauth';
  /** SHA-256 of the secret, so that the same token pasted twice is one credential. */
  readonly fingerprint: string;
  /** Fernet, with purpose and id inside the plaintext. */
  readonly sealed: string;
  readonly createdAt: number;
}

/** A secret that entries of upstreams refer to as `${secret:NAME}`. */
export interface NamedSecret {
  readonly name: string;
  /** Fernet, with purpose and name inside the plaintext. */
  readonly sealed: string;
  readonly changedAt: number;
}

/** A person's permission for a client: what every token of one consent stands on. */
export interface Grant {
  readonly id: string;
  readonly clientId: string;
  readonly home: string;
  readonly personId: string;
  readonly credentialId: string;
  readonly issuer: string;
  readonly resource: string;
  readonly scope: readonly string[];
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly endedAt?: number;
  readonly endedReason?: GrantEnd;
}

export type GrantEnd =
  | 'revoked_by_client'
  | 'code_replayed'
  | 'refresh_replayed'
  | 'credential_refused'
  | 'disconnected'
  | 'expired';

/** An authorization code: everything it was given for is bound to it. */
export interface AuthorizationCode {
  readonly hash: string;
  readonly grantId: string;
  readonly request: AuthorizationRequest;
  readonly scope: readonly string[];
  readonly home: string;
  readonly personId: string;
  readonly credentialId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** One refresh token of a grant's family. */
export interface RefreshToken {
  readonly hash: string;
  readonly grantId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Set once it was rotated: until then a repeat gets the same answer, after it ends the family. */
  readonly graceEndsAt?: number;
}

/** Something that proves us to an upstream: our registration there, or somebody's tokens. */
export interface UpstreamSecret {
  readonly upstream: string;
  /** Whose it is: `shared`, or `person@home`. */
  readonly owner: string;
  /** The authorization server it is for, and for no other. */
  readonly issuer: string;
  readonly kind: 'client' | 'tokens';
  /** Fernet, with purpose and all of the above inside the plaintext. */
  readonly sealed: string;
  readonly updatedAt: number;
}

/** Secrets of one upstream; what is absent is any. */
export interface UpstreamSecretName {
  readonly upstream: string;
  readonly owner?: string;
  readonly issuer?: string;
  readonly kind?: UpstreamSecret['kind'];
}

/** Somebody who went to an upstream's authorization server and has not come back yet. */
export interface UpstreamSignIn {
  /** SHA-256 of the `state` they come back with. */
  readonly id: string;
  /** SHA-256 of the cookie that binds it to one browser. */
  readonly browserHash: string;
  readonly upstream: string;
  readonly owner: string;
  readonly issuer: string;
  /** Fernet: the PKCE verifier and what else the code is spent with. */
  readonly sealed: string;
  readonly expiresAt: number;
}

/** A person with a grant of theirs that is alive. */
export interface LiveGrant {
  readonly person: Person;
  readonly grant: Grant;
}

export type FinishOutcome =
  | { readonly status: 'finished' }
  | { readonly status: 'already'; readonly outcome: string }
  | { readonly status: 'unknown' };

export type RedeemOutcome =
  | { readonly status: 'redeemed' }
  /** Spent before: when, and the sealed answer it was spent for. */
  | { readonly status: 'spent'; readonly spentAt: number; readonly answer: string }
  | { readonly status: 'unknown' };

export type RotateOutcome =
  | { readonly status: 'rotated' }
  /** Inside the grace window, same parameters: the first answer again. */
  | { readonly status: 'replay'; readonly answer: string }
  /** Inside the grace window, other parameters: refused, the family lives on. */
  | { readonly status: 'mismatch' }
  /** After the grace window: the family was ended in the same step. */
  | { readonly status: 'reused'; readonly grantId: string }
  | { readonly status: 'expired' }
  | { readonly status: 'ended' }
  | { readonly status: 'unknown' };

/** One line of the audit log. `detail` never holds a payload or a secret. */
export interface AuditEvent {
  readonly at: number;
  readonly kind: string;
  readonly home?: string;
  readonly personId?: string;
  readonly clientId?: string;
  readonly grantId?: string;
  readonly issuer?: string;
  readonly outcome: string;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/** Which part of the audit log is wanted. */
export interface AuditQuery {
  /** Where to go on: the `next` of the page before. */
  readonly after?: number;
  /** Nothing older than this, in milliseconds since the epoch. */
  readonly since?: number;
  readonly kind?: string;
  /** How many events at most. */
  readonly limit: number;
}

export interface AuditPage {
  /** In the order in which they were written. */
  readonly events: readonly AuditEvent[];
  /** Absent when there are no more. */
  readonly next?: number;
}

/** The state of something in a home before a tool changed or deleted it. */
export interface Version {
  readonly id: string;
  readonly home: string;
  /** What it is, such as `automation`. */
  readonly kind: string;
  /** Its own id within its kind. */
  readonly thing: string;
  /** When it stopped being the state. */
  readonly at: number;
  /** JSON. */
  readonly content: string;
  /** Whose permission the change was made with; absent for the operator's own account. */
  readonly grantId?: string;
  readonly personId?: string;
}

export interface VersionFilter {
  readonly kind?: string;
  readonly thing?: string;
}

/** How many versions are kept at most; the oldest make room. */
export interface VersionLimits {
  readonly perThing: number;
  readonly perHome: number;
  /** Characters of all of a home's content together. */
  readonly charactersPerHome: number;
}

/** A rule, and what it is about. */
export interface KeptRule {
  readonly home: string;
  readonly subject: RuleSubject;
  /** The person's or client's id; empty for the home itself. */
  readonly subjectId: string;
  readonly rule: Rule;
}

export interface Store {
  /**
   * Keeps a client. A dynamic one counts against `unapprovedLimit`: the oldest dynamic clients that
   * nobody ever approved make room, those with a consent form waiting last of all. Approved, static
   * and document clients are never evicted, and keeping a client again does not undo its approval.
   */
  putClient(client: Client, unapprovedLimit: number): Promise<void>;
  client(id: string): Promise<Client | undefined>;
  clients(): Promise<readonly Client[]>;
  /** Forgets a client, its open forms and codes, and ends its grants. False when there was none. */
  removeClient(id: string, now: number): Promise<boolean>;

  /** Keeps a transaction; beyond `limit` unfinished, or finished, ones the oldest make room. */
  putTransaction(transaction: ConsentTransaction, limit: number): Promise<void>;
  /** The transaction, finished or not, unless it expired. */
  transaction(id: string, now: number): Promise<ConsentTransaction | undefined>;
  /**
   * Answers a transaction once. The first caller's outcome, code, person, credential and the
   * client's approval are kept in one step; every later caller gets that first outcome back.
   * When the same secret is kept already (home, person, fingerprint), that credential stays and the
   * code is kept with its id: build the grant from `code()`, not from what was passed here.
   */
  finishTransaction(
    id: string,
    answer: {
      readonly outcome: string;
      readonly allowed?: {
        readonly code: AuthorizationCode;
        readonly person: Person;
        readonly credential: Credential;
      };
    },
    now: number,
  ): Promise<FinishOutcome>;

  /** Keeps a sign-in instead of any other of its form; it goes when the form goes. */
  putSignIn(signIn: Omit<SignIn, 'takenAt'>): Promise<void>;
  /** The sign-in, taken or not, unless it expired. */
  signIn(id: string, now: number): Promise<SignIn | undefined>;
  /** Takes a sign-in. True for the first caller only. */
  takeSignIn(id: string, now: number): Promise<boolean>;

  /** The code, spent, expired or neither, until it is purged. */
  code(hash: string): Promise<AuthorizationCode | undefined>;
  /**
   * Spends a code once; grant, first refresh token and sealed answer are kept in the same step. One
   * that expired unspent is unknown; a spent one is remembered for a day, whatever became of its
   * grant.
   */
  redeemCode(
    hash: string,
    made: {
      readonly grant: Grant;
      readonly refresh?: RefreshToken;
      readonly answer: string;
    },
    now: number,
  ): Promise<RedeemOutcome>;

  refreshToken(hash: string): Promise<RefreshToken | undefined>;
  /**
   * Replaces a refresh token by its successor, once, and notes the grant's use as `touchGrant` does.
   * `parameters` names what was asked (client, scope, resource); a repeat inside `graceMs` with the
   * same ones gets `answer` again, a repeat after it ends the grant in the same step. The window is
   * the one in force when the token was rotated.
   */
  rotateRefresh(
    oldHash: string,
    next: { readonly refresh: RefreshToken; readonly answer: string; readonly parameters: string },
    graceMs: number,
    now: number,
  ): Promise<RotateOutcome>;

  /**
   * A grant, ended or not. Remembered in memory and forgotten the instant it changes, in this
   * process or another: cheap enough to ask on every request.
   */
  grant(id: string): Promise<Grant | undefined>;
  grants(): Promise<readonly Grant[]>;
  /** Notes that a grant was used; may be late and is lost without harm. */
  touchGrant(id: string, now: number): void;
  /** Ends a grant and everything that stands on it. False when it had ended or never was. */
  endGrant(id: string, reason: GrantEnd, now: number): Promise<boolean>;
  /**
   * Ends every grant that uses a credential, and forgets the credential and the codes that would
   * have stood on it. The ended grants' ids. One of kind `oauth` that the home did not refuse is
   * kept for `unusedCredentials`, since the home still has to be told.
   */
  endCredential(credentialId: string, reason: GrantEnd, now: number): Promise<readonly string[]>;

  person(home: string, id: string): Promise<Person | undefined>;
  putPerson(person: Person): Promise<void>;
  /** The live grants of everybody who goes by a name, an id or `id@home`, newest first. */
  liveGrantsOf(who: string): Promise<readonly LiveGrant[]>;
  credential(id: string): Promise<Credential | undefined>;
  /** The credential with that fingerprint, so that pasting a token again finds it. */
  credentialByFingerprint(
    home: string,
    personId: string,
    fingerprint: string,
  ): Promise<Credential | undefined>;
  /** Those of kind `oauth` that no living grant and no code stands on, for the home to be told. */
  unusedCredentials(now: number): Promise<readonly Credential[]>;
  /** Replaces what is sealed, after a key rotation or a renewal; only if it is still `from`. */
  resealCredential(id: string, from: string, to: string): Promise<boolean>;

  /** Every secret that entries of upstreams may name, in order. */
  namedSecrets(): Promise<readonly NamedSecret[]>;
  /** Keeps a secret instead of any other of its name. False when it would be one more than `limit`. */
  putNamedSecret(secret: NamedSecret, limit: number): Promise<boolean>;
  /** False when there was none. */
  removeNamedSecret(name: string): Promise<boolean>;

  /**
   * The rule about a home (of id empty), or about a person or client in it. Remembered in memory and
   * forgotten the instant it changes, in this process or another: cheap enough to ask on every request.
   */
  rule(home: string, subject: RuleSubject, id: string): Promise<Rule | undefined>;
  rules(): Promise<readonly KeptRule[]>;
  /** Keeps a rule instead of the one there was; without one, what it was about has no rule any more. */
  putRule(home: string, subject: RuleSubject, id: string, rule: Rule | undefined): Promise<void>;

  /**
   * The approved tools of an upstream by its own names for them, in the order in which they were first
   * approved; undefined for one that was never asked.
   */
  approvedTools(upstream: string): Promise<ReadonlyMap<string, OfferedTool> | undefined>;
  /**
   * Keeps tools as approved, instead of those of the same names; also without any, the upstream counts
   * as asked. Of one upstream at most 2,000 are kept: those approved longest ago make room.
   */
  approveTools(upstream: string, tools: readonly OfferedTool[], now: number): Promise<void>;
  /** The upstreams that were ever asked, by name. */
  askedUpstreams(): Promise<readonly string[]>;
  /**
   * Forgets an upstream as if it had never been asked: what was approved of it, all secrets for it, and
   * who is on the way to it.
   */
  forgetUpstream(upstream: string): Promise<void>;

  /**
   * Claims a one-time name (an assertion's jti, a sign-in state) until `expiresAt`.
   * True for the first caller only.
   */
  claim(kind: string, name: string, expiresAt: number, now: number): Promise<boolean>;
  /** Whether a name is claimed now. */
  claimed(kind: string, name: string, now: number): Promise<boolean>;

  /**
   * Keeps a version and returns its id; beyond the limits the ones kept first make room in the same
   * step. When the last one of that thing has the same content, that one is renewed and its id stays:
   * trying a change again and again pushes nothing out.
   */
  keepVersion(version: Version, limits: VersionLimits): Promise<string>;
  version(home: string, id: string): Promise<Version | undefined>;
  /** The versions of a home, or of one kind or thing in it; the one kept last comes first. */
  versions(home: string, of: VersionFilter, limit: number): Promise<readonly Version[]>;
  /** Keeps a secret of an upstream instead of any of the same owner, issuer and kind. */
  putUpstreamSecret(secret: UpstreamSecret): Promise<void>;
  /** Those of one upstream, the newest first. */
  upstreamSecrets(upstream: string): Promise<readonly UpstreamSecret[]>;
  dropUpstreamSecrets(which: UpstreamSecretName): Promise<void>;
  putUpstreamSignIn(signIn: UpstreamSignIn): Promise<void>;
  /** Takes a sign-in away, for the browser it belongs to: the first caller alone gets it. */
  takeUpstreamSignIn(
    id: string,
    browserHash: string,
    now: number,
  ): Promise<UpstreamSignIn | undefined>;

  /** Adds to the audit log; never throws, and never holds a request up for the disk. */
  appendAudit(event: AuditEvent): void;
  /** Newest first. */
  auditEvents(limit: number): Promise<readonly AuditEvent[]>;
  /** A page of the log, oldest first, so that a long one is never in memory as a whole. */
  auditPage(query: AuditQuery): Promise<AuditPage>;

  /**
   * Drops what has expired: transactions, codes, sign-ins, rotated refresh tokens, claims, dynamic clients
   * never approved within `unapprovedClientMs` or without a grant since `endedGrantMs`, credentials that nothing uses (those of kind `oauth`
   * only `endedGrantMs` later, when telling the home did not work), audit beyond `auditMs` or beyond
   * the newest 200,000 events. A grant without a refresh token that could still be used,
   * and not used itself for `endedGrantMs`, is ended as `expired`; one that ended `endedGrantMs` ago
   * is dropped with its tokens.
   */
  purge(
    now: number,
    keep: {
      readonly unapprovedClientMs: number;
      readonly auditMs: number;
      readonly endedGrantMs: number;
    },
  ): Promise<void>;
  close(): Promise<void>;
}
