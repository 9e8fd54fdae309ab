/** What the store keeps, as its callers see it; what may be done with it is in `contract.ts`. */

import type { Rule, RuleSubject } from '../policy/rules.ts';

/**
 * How a client came to be known: RFC 7591, the operator's list, a Client ID Metadata Document, or made
 * in the settings as a machine.
 */
export type ClientOrigin = 'dynamic' | 'static' | 'document' | 'made';

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
  /** What the person gave, once an administrator took some of it away; `scope` is what is left. */
  readonly givenScope?: readonly string[];
  readonly createdAt: number;
  readonly lastUsedAt: number;
  /** The address its last use came from; absent when that cannot be told. */
  readonly lastFrom?: string;
  /** Since when an administrator lets it do nothing; what it holds stays good meanwhile. */
  readonly pausedAt?: number;
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

/** Which events of the audit log are wanted, newest first; what is absent is any. */
export interface AuditFilter {
  /** Nothing older than this, in milliseconds since the epoch. */
  readonly since?: number;
  /** A person of a home. */
  readonly person?: { readonly home: string; readonly id: string };
  readonly clientId?: string;
  /** A machine by the operator's name for it, which is no registered client. */
  readonly machine?: string;
  readonly kinds?: readonly string[];
  readonly outcomes?: readonly string[];
}

/** A page of the audit log, newest first. */
export interface AuditSearch extends AuditFilter {
  /** Where to go on: the `next` of the page before. */
  readonly before?: number;
  /** How many events at most. */
  readonly limit: number;
}

/** How often a tool was called with one outcome. */
export interface CallCount {
  readonly tool: string;
  readonly outcome: string;
  readonly calls: number;
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

/** A program that an administrator let in with the settings, and what it may do. */
interface MadeMachine {
  readonly id: string;
  /** Nobody else's, in whatever case it is written. */
  readonly name: string;
  readonly scope: readonly string[];
  /** As whom it acts, as `id@home`; absent: the account of HOMEASSISTANT_TOKEN. */
  readonly actAs?: string;
  readonly createdAt: number;
}

/** A key that is sent as a bearer token. */
export interface MadeKey extends MadeMachine {
  readonly kind: 'key';
  /** SHA-256 of the key, as base64url. */
  readonly hash: string;
  /** That of the key before it, which is good until `previousEndsAt`. */
  readonly previousHash?: string;
  readonly previousEndsAt?: number;
}

/** A client for client_credentials; its secret stands with the client of the same id. */
export interface MadeClient extends MadeMachine {
  readonly kind: 'client';
}

/** An issuer whose tokens open /mcp; fields as in the configuration. */
export interface MadeIssuer extends MadeMachine {
  readonly kind: 'issuer';
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly algorithms: readonly string[];
  readonly scopeMap: Readonly<Record<string, readonly string[]>>;
  /** Somebody said yes to its being within the house. */
  readonly privateAddress: boolean;
}

export type KeptMachine = MadeKey | MadeClient | MadeIssuer;

/** A machine was kept; or there are as many as may be; or its name is another's. */
export type AddMachineOutcome = 'kept' | 'full' | 'name taken';
