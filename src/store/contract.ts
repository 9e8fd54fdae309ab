/**
 * What Latchkey keeps, and the operations that must be atomic. Two rules hold for every driver:
 * the caller passes the time in (a driver never reads a clock), and an answer of success means the
 * change survives losing power that very instant; what is read meanwhile may be from before it.
 * Trouble throws `store_unavailable` or `disk_full`, never an answer that reads as "unknown": a
 * client told `invalid_grant` throws its tokens away.
 *
 * No plaintext secret ever arrives here: tokens and handles come as SHA-256, credentials as Fernet,
 * answers sealed with a key made from the token they answer.
 */

import type { Rule, RuleSubject } from '../policy/rules.ts';
import type { OfferedTool } from '../upstreams/offer.ts';
import type {
  AddMachineOutcome,
  AuditEvent,
  AuditPage,
  AuditQuery,
  AuditSearch,
  AuthorizationCode,
  CallCount,
  Client,
  ConsentTransaction,
  Credential,
  FinishOutcome,
  Grant,
  GrantEnd,
  KeptMachine,
  KeptRule,
  LiveGrant,
  NamedSecret,
  Person,
  RedeemOutcome,
  RefreshToken,
  RotateOutcome,
  SignIn,
  UpstreamSecret,
  UpstreamSecretName,
  UpstreamSignIn,
  Version,
  VersionFilter,
  VersionLimits,
} from './records.ts';

export type * from './records.ts';

export interface Store {
  /**
   * Keeps a client. A dynamic one counts against `unapprovedLimit`: the oldest dynamic clients that
   * nobody ever approved make room, those with a consent form waiting last of all. Approved, static
   * and document clients are never evicted, and keeping a client again does not undo its approval.
   */
  putClient(client: Client, unapprovedLimit: number): Promise<void>;
  client(id: string): Promise<Client | undefined>;
  clients(): Promise<readonly Client[]>;
  /**
   * Forgets a client, its open forms and codes, its machine if it is one's, and ends its grants, whose
   * ids it gives. Undefined when there was none.
   */
  removeClient(id: string, now: number): Promise<readonly string[] | undefined>;

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
   * the one in force when the token was rotated. A repeat so long before that window that the clock
   * must have been set back gets no answer and ends nothing.
   */
  rotateRefresh(
    oldHash: string,
    next: { readonly refresh: RefreshToken; readonly answer: string; readonly parameters: string },
    graceMs: number,
    now: number,
  ): Promise<RotateOutcome>;

  /**
   * A grant, ended or not. Remembered in memory and forgotten the instant it changes in this process;
   * a change in another shows in the next turn of the event loop at the latest. Cheap enough to ask on
   * every request.
   */
  grant(id: string): Promise<Grant | undefined>;
  grants(): Promise<readonly Grant[]>;
  /** Looks at each of them. */
  countLiveGrants(): Promise<number>;
  /** Looks until it finds one. */
  hasLiveGrants(): Promise<boolean>;
  /**
   * Notes that a grant was used; may be late and is lost without harm. `from` is the address it came
   * from, empty when that cannot be told; without one, what was known of it stays.
   */
  touchGrant(id: string, now: number, from?: string): void;
  /**
   * Leaves a live grant only those of its scopes that are in `scope`. What the person gave is kept as
   * `givenScope`. False when nothing would be left of it, it had ended or never was.
   */
  narrowGrant(id: string, scope: readonly string[]): Promise<boolean>;
  /** Pauses a live grant. False when it was paused, had ended or never was. */
  pauseGrant(id: string, now: number): Promise<boolean>;
  /** Lets a paused grant go on. False when it was not paused, had ended or never was. */
  resumeGrant(id: string): Promise<boolean>;
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
  credentials(): Promise<readonly Credential[]>;
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
   * forgotten like a grant.
   */
  rule(home: string, subject: RuleSubject, id: string): Promise<Rule | undefined>;
  rules(): Promise<readonly KeptRule[]>;
  /** Keeps a rule instead of the one there was; without one, what it was about has no rule any more. */
  putRule(home: string, subject: RuleSubject, id: string, rule: Rule | undefined): Promise<void>;

  /**
   * The machines that administrators made, in the order in which they were. The same list until one
   * of them changes, and forgotten like a grant.
   */
  machines(): Promise<readonly KeptMachine[]>;
  /** Keeps a new machine unless there are `limit` already; of a client, both in one step. */
  addMachine(machine: KeptMachine, limit: number, client?: Client): Promise<AddMachineOutcome>;
  /**
   * Replaces the hash of a key, if it is still `from`; with `previousEndsAt` the former stays good
   * until then. False when it is another by now, or gone.
   */
  rotateMachineKey(id: string, from: string, to: string, previousEndsAt?: number): Promise<boolean>;
  /** Forgets a machine, with its client if it has one. False when there was none. */
  removeMachine(id: string, now: number): Promise<boolean>;
  /** Notes that a machine was used; may be late and is lost without harm. */
  touchMachine(id: string, now: number): void;
  /** When each machine was last used, if it ever was. */
  machineUses(): Promise<ReadonlyMap<string, number>>;

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
  /** Takes back that a tool was approved; the upstream still counts as asked. */
  withdrawTool(upstream: string, name: string): Promise<void>;
  /**
   * Forgets every upstream but these, as if it had never been asked: what was approved of it, all
   * secrets for it, and who is on the way to it.
   */
  forgetUpstreamsBut(upstreams: readonly string[]): Promise<void>;
  /** Forgets one upstream likewise. */
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
  /** Those of one upstream, or of all, the newest first. */
  upstreamSecrets(upstream?: string): Promise<readonly UpstreamSecret[]>;
  /** Replaces what is sealed, after a key rotation; only if it is still as given. */
  resealUpstreamSecret(secret: UpstreamSecret, to: string): Promise<boolean>;
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
  /** How many events are not on the disk yet. */
  auditWaiting(): number;
  /** Newest first. */
  auditEvents(limit: number): Promise<readonly AuditEvent[]>;
  /** A page of the log, oldest first, so that a long one is never in memory as a whole. */
  auditPage(query: AuditQuery): Promise<AuditPage>;
  /**
   * A page of what fits, newest first. Looks at no more than 5,000 events a page, so one may hold
   * fewer than `limit`, or none, and still name a `next`.
   */
  searchAudit(query: AuditSearch): Promise<AuditPage>;
  /** The calls of tools from one moment until just before another, counted. */
  countCalls(from: number, until: number): Promise<readonly CallCount[]>;

  /**
   * Drops what has expired: transactions, codes, sign-ins, rotated refresh tokens, claims, dynamic clients
   * never approved within `unapprovedClientMs` or without a grant since `endedGrantMs`, credentials that nothing uses (those of kind `oauth`
   * only `endedGrantMs` later, when telling the home did not work), tokens for upstreams of somebody
   * without any connection that nobody renewed for `endedGrantMs`, audit beyond `auditMs` or beyond
   * the newest 200,000 events (of many households in one database, 10,000,000). A grant without a refresh token that could still be used,
   * and not used itself for `endedGrantMs`, is ended as `expired`; one that ended `endedGrantMs` ago
   * is dropped with its tokens. Gives the ids of those that it ended.
   */
  purge(
    now: number,
    keep: {
      readonly unapprovedClientMs: number;
      readonly auditMs: number;
      readonly endedGrantMs: number;
    },
  ): Promise<readonly string[]>;
  close(): Promise<void>;
}
