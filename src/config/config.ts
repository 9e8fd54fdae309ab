import type { LevelWithSilent } from 'pino';
import type { Rule } from '../policy/rules.ts';
import type { Client } from '../store/contract.ts';
import type { Mandate } from './mandate.ts';

export type AuthMode = 'oauth' | 'api_key' | 'none';

/** One Home Assistant instance, named by the operator. */
export interface HomeAddress {
  readonly name: string;
  /** http(s) origin without a trailing slash. */
  readonly url: string;
  readonly verifyTls: boolean;
  /** Found at the Supervisor's word: nobody configured anything of it. */
  readonly isFound?: true;
  /** Where people's browsers reach it; absent: people sign in with a token only. */
  readonly browserUrl?: string | undefined;
}

/** A client that the operator listed; only hashes of its secrets. */
export type StaticClient = Omit<Client, 'origin' | 'createdAt' | 'approvedAt'> & {
  /** As whom it acts with client_credentials; absent: the account of HOMEASSISTANT_TOKEN. */
  readonly actAs?: string;
};

/** A key that opens /mcp for a program. */
export interface ApiKey extends Mandate {
  /** What the audit log calls its holder. */
  readonly name: string;
  /** SHA-256 of the key, as base64url. */
  readonly hash: string;
}

/** An identity provider whose JWTs open /mcp. */
export interface TrustedIssuer extends Mandate {
  readonly name: string;
  /** Exactly as its tokens carry it in `iss`. */
  readonly issuer: string;
  /** Where its keys are; absent: where its discovery document says. */
  readonly jwksUrl?: string;
  /** What `aud` of its tokens must hold one of. */
  readonly audience: readonly string[];
  readonly algorithms: readonly string[];
  /** Its scopes that have another name here. */
  readonly scopeMap: Readonly<Record<string, readonly string[]>>;
}

/** Whom to believe about X-Forwarded-*: nobody, a number of hops, or these networks. */
export type TrustProxy = false | number | readonly string[];

/**
 * Everything the process was told, checked and frozen. Only main.ts and cli.ts read the
 * environment; the rest of the code is handed this.
 */
export interface Config {
  readonly mode: AuthMode;
  /** Public base URLs without trailing slash; the first is canonical. Empty: nothing is public yet. */
  readonly baseUrls: readonly string[];
  readonly host: string;
  readonly port: number;
  /** Where the settings listen: every address only where the Supervisor's is the only one that counts. */
  readonly settingsHost: string;
  readonly settingsPort: number;
  /** Home Assistant's Supervisor, whose app this is; absent elsewhere. */
  readonly supervisor?: { readonly url: string; readonly token: string };
  readonly dataDir: string;
  /** Of the PostgreSQL database that several instances share, with its password; absent: a file. */
  readonly databaseUrl?: string;
  /** Fernet keys from the environment, newest first; empty: the keyring's own. */
  readonly encryptionKeys: readonly string[];
  /** HS256 secrets, newest first; empty: ES256 keys of the keyring. */
  readonly signingSecrets: readonly string[];
  /** What the companion in Home Assistant shows; absent: one of our own making. */
  readonly companionSecret: string | undefined;
  readonly homes: readonly HomeAddress[];
  /** The only home is a guess: the Supervisor says at which port it really listens. */
  readonly homeIsFound?: true;
  /** Where browsers reach the home, when `homes` leaves finding it to us. */
  readonly homeBrowserUrl?: string;
  /** The operator's Home Assistant token, for machines that act as nobody; never for a person's call. */
  readonly homeToken: string | undefined;
  readonly apiKeys: readonly ApiKey[];
  readonly trustedIssuers: readonly TrustedIssuer[];
  readonly trustProxy: TrustProxy;
  readonly allowedHosts: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly clients: readonly StaticClient[];
  /** What holds for everybody in every home, besides the rules that are kept. */
  readonly rule: Rule;
  readonly scopes: readonly string[];
  /** Whether every upstream's scope is offered too: nobody said which scopes are. */
  readonly everyUpstream: boolean;
  readonly upstreams: {
    /** Where the other MCP servers are written down; it may be missing. */
    readonly file: string;
    /** Further ones, of the same form, parsed and not yet believed. */
    readonly inline?: unknown;
    /** Whether programs may be started. */
    readonly commands: boolean;
    /** Whether Home Assistant's own MCP server is one of them. */
    readonly homeMcp: boolean;
  };
  readonly requiredScopes: readonly string[];
  readonly lifetimes: {
    readonly accessTokenMs: number;
    readonly refreshTokenMs: number;
    readonly codeMs: number;
    readonly consentMs: number;
    readonly refreshGraceMs: number;
  };
  /** How long the audit log remembers, in milliseconds; 0: nothing is written at all. */
  readonly auditMs: number;
  readonly logLevel: LevelWithSilent;
}

/** A configuration that was read, with what the operator should know about it. */
export interface ReadConfig {
  readonly config: Config;
  /** One sentence each: corrections made, old names used. */
  readonly warnings: readonly string[];
}
