import type { LevelWithSilent } from 'pino';

export type AuthMode = 'oauth' | 'api_key' | 'none';

/** One Home Assistant instance, named by the operator. */
export interface HomeAddress {
  readonly name: string;
  /** http(s) origin without a trailing slash. */
  readonly url: string;
  readonly verifyTls: boolean;
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
  readonly settingsPort: number;
  readonly dataDir: string;
  /** Fernet keys from the environment, newest first; empty: the keyring's own. */
  readonly encryptionKeys: readonly string[];
  /** HS256 secrets, newest first; empty: ES256 keys of the keyring. */
  readonly signingSecrets: readonly string[];
  readonly homes: readonly HomeAddress[];
  /** The app's own Home Assistant token; never used for a person's call. */
  readonly homeToken: string | undefined;
  readonly apiKeys: readonly string[];
  readonly trustProxy: TrustProxy;
  readonly allowedHosts: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly scopes: readonly string[];
  readonly requiredScopes: readonly string[];
  readonly lifetimes: {
    readonly accessTokenMs: number;
    readonly refreshTokenMs: number;
    readonly codeMs: number;
    readonly consentMs: number;
    readonly refreshGraceMs: number;
  };
  readonly logLevel: LevelWithSilent;
}

/** A configuration that was read, with what the operator should know about it. */
export interface ReadConfig {
  readonly config: Config;
  /** One sentence each: corrections made, old names used. */
  readonly warnings: readonly string[];
}
