import { DAY, HOUR, MINUTE, SECOND } from '../core/clock.ts';
import { readApiKeys } from './api-keys.ts';
import { type ChosenMode, readMode } from './auth-mode.ts';
import { isPublicDoor, readBaseUrls } from './base-url.ts';
import { onlyBrowserUrl, withBrowserUrls } from './browser-urls.ts';
import type { Config, ReadConfig } from './config.ts';
import { readDatabaseUrl } from './database.ts';
import { readCappedLifetime, readDays, readGrace, readLifetime } from './durations.ts';
import { deepFreeze } from './freeze.ts';
import { readHomes } from './homes.ts';
import { readAllowedHosts, readCorsOrigins } from './hosts.ts';
import { readLogLevel } from './log-level.ts';
import { mustBeSetMessage } from './messages.ts';
import { NAMES } from './names.ts';
import { readRule } from './rule.ts';
import { readScopes } from './scopes.ts';
import {
  readCompanionSecret,
  readEncryptionKeys,
  readHomeToken,
  readSigningSecrets,
} from './secrets.ts';
import { openSources, type Sources } from './sources.ts';
import { readStaticClients } from './static-clients.ts';
import { readTrustProxy } from './trust-proxy.ts';
import { readTrustedIssuers } from './trusted-issuers.ts';
import { unsafe } from './unsafe.ts';
import { readUpstreamSettings } from './upstreams.ts';
import { readBoolean, readPort } from './values.ts';

/** Everything the process can be told, before anything of it is believed. */
export interface ConfigInput {
  readonly env: NodeJS.ProcessEnv;
  /** The parsed options file of the app, if there is one; the environment wins over it. */
  readonly options?: unknown;
  /** Where to keep things when nobody says: `/data` in the image, `./.data` in a checkout. */
  readonly defaultDataDir: string;
}

/**
 * Reads and checks the whole configuration, touching neither files nor the process. Throws
 * `config_unsafe` with one sentence that names the line to change; no sentence, here or among the
 * warnings, repeats a secret.
 */
export function readConfig({ env, options, defaultDataDir }: ConfigInput): ReadConfig {
  const warnings: string[] = [];
  const sources = openSources(env, options, warnings);
  const { find } = sources;

  const baseUrls = readBaseUrls(find(NAMES.baseUrls), sources);
  const apiKeys = readApiKeys(sources);
  const chosen = readMode(sources, { apiKey: apiKeys.length > 0, baseUrl: baseUrls.length > 0 });
  refuseUnsafeMode(chosen, baseUrls);

  const verifyTls = find(NAMES.verifyTls);
  const named = readHomes(find(NAMES.homes), verifyTls === undefined || readBoolean(verifyTls));
  const browserUrls = find(NAMES.browserUrls);
  const homes = withBrowserUrls(named, named.length === 0 ? undefined : browserUrls, baseUrls);
  const homeBrowserUrl = named.length === 0 ? onlyBrowserUrl(browserUrls) : undefined;

  const dataDir = find(NAMES.dataDir)?.value ?? defaultDataDir;
  const encryptionKeys = readEncryptionKeys(find(NAMES.encryptionKeys));
  const databaseUrl = readDatabaseUrl(find(NAMES.databaseUrl), { encryptionKeys });
  const config: Config = {
    mode: chosen.mode,
    baseUrls,
    host: find(NAMES.host)?.value ?? '0.0.0.0',
    settingsHost: env.SUPERVISOR_TOKEN === undefined ? '127.0.0.1' : '0.0.0.0',
    ...(env.SUPERVISOR_TOKEN !== undefined && {
      supervisor: { url: 'http://supervisor', token: env.SUPERVISOR_TOKEN },
    }),
    ...readPorts(sources),
    dataDir,
    ...(databaseUrl !== undefined && { databaseUrl }),
    encryptionKeys,
    signingSecrets: readSigningSecrets(find(NAMES.signingSecrets)),
    companionSecret: readCompanionSecret(find(NAMES.companionSecret)),
    homes,
    ...(homeBrowserUrl !== undefined && { homeBrowserUrl }),
    homeToken: readHomeToken(find(NAMES.homeToken)),
    apiKeys,
    trustedIssuers: readTrustedIssuers(find(NAMES.trustedIssuers), baseUrls),
    trustProxy: readTrustProxy(find(NAMES.trustProxy)),
    allowedHosts: readAllowedHosts(find(NAMES.allowedHosts)),
    corsOrigins: readCorsOrigins(find(NAMES.corsOrigins)),
    clients: readStaticClients(find(NAMES.clients)),
    rule: readRule(find(NAMES.readOnly), find(NAMES.exposedOnly), find(NAMES.sensitive)),
    ...readScopes(find(NAMES.scopes), find(NAMES.requiredScopes)),
    upstreams: readUpstreamSettings(sources, dataDir, options !== undefined),
    lifetimes: {
      accessTokenMs: readLifetime(find(NAMES.accessToken), HOUR),
      refreshTokenMs: readLifetime(find(NAMES.refreshToken), 30 * DAY),
      codeMs: readCappedLifetime(find(NAMES.code), 5 * MINUTE, sources),
      consentMs: readLifetime(find(NAMES.consent), 10 * MINUTE),
      refreshGraceMs: readGrace(find(NAMES.refreshGrace), 30 * SECOND),
    },
    auditMs: readDays(find(NAMES.auditDays), 90 * DAY),
    logLevel: readLogLevel(find(NAMES.logLevel), sources),
  };
  adviseOnWhatIsMissing(config, env, sources);
  return deepFreeze({ config, warnings });
}

function readPorts({ find }: Sources): { readonly port: number; readonly settingsPort: number } {
  const said = find(NAMES.settingsPort);
  const port = readPort(find(NAMES.port), 8086);
  const settingsPort = readPort(said, 8099);
  if (port === settingsPort && port !== 0) {
    throw unsafe(
      `Set ${said?.line ?? NAMES.port.env} to another port: MCP and settings share ${port}`,
    );
  }
  return { port, settingsPort };
}

/** A mode that was asked for must be one that works and that is safe behind these doors. */
function refuseUnsafeMode({ mode, saidBy, meant }: ChosenMode, baseUrls: readonly string[]): void {
  const because = saidBy ?? `${NAMES.mode.env}=${mode}`;
  if (mode === 'oauth' && meant && baseUrls.length === 0) {
    throw unsafe(mustBeSetMessage(NAMES.baseUrls.env, because));
  }
  const publicDoor = baseUrls.find(isPublicDoor);
  if (mode === 'none' && publicDoor !== undefined) {
    throw unsafe(
      `Remove ${because}, or ${new URL(publicDoor).host} from ${NAMES.baseUrls.env}: anyone could control the home`,
    );
  }
}

function adviseOnWhatIsMissing(config: Config, env: NodeJS.ProcessEnv, sources: Sources): void {
  if (config.mode === 'oauth' && config.baseUrls.length === 0) {
    sources.warn(
      `${NAMES.baseUrls.env} is not set, so only this machine can connect: set it to the public URL that leads here.`,
    );
  }
  if (config.mode === 'api_key' && config.apiKeys.length === 0) {
    sources.warn(
      `${NAMES.apiKey.env} is not set, so only keys that were made in the settings or with latchkey machines let anybody in.`,
    );
  }
  const withoutAccount = machinesWithoutAccount(config);
  if (withoutAccount.length > 0) {
    sources.warn(
      `${NAMES.homeToken.env} is not set, so these have no account of the home to act with: ${withoutAccount.join(', ')}. Set it, or give them act_as.`,
    );
  }
  if (config.homes.length === 0 && env.SUPERVISOR_TOKEN === undefined) {
    sources.warn(
      `${NAMES.homes.env} is not set, so nobody can sign in: set it to the address of Home Assistant.`,
    );
  }
}

/** Machines that act as nobody in particular, when there is no account for that. */
function machinesWithoutAccount(config: Config): readonly string[] {
  if (config.homeToken !== undefined) return [];
  const clients = config.clients.filter((one) => one.grantTypes.includes('client_credentials'));
  return [
    ...(config.mode === 'none' ? ['everyone (mode none)'] : []),
    ...[...config.apiKeys, ...clients, ...config.trustedIssuers]
      .filter(({ actAs }) => actAs === undefined)
      .map(({ name }) => name),
  ];
}
