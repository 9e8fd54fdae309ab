/** One thing the operator may say: its name in the environment, in the app's options, and before. */
export interface Name {
  readonly env: string;
  readonly option: string;
  /** Names it had elsewhere: read as well, with one line that asks to rename it. */
  readonly oldNames: readonly string[];
}

/** Every setting with a name of its own; which mode is meant has its rules in `auth-mode.ts`. */
export const NAMES = {
  mode: name('MCP_AUTH_MODE', 'auth_mode'),
  baseUrls: name('MCP_BASE_URL', 'base_url', 'MCP_AUTH_ISSUER', 'OAUTH2_ISSUER'),
  host: name('MCP_HOST', 'host'),
  port: name('MCP_PORT', 'port'),
  settingsPort: name('SETTINGS_PORT', 'settings_port'),
  dataDir: name('MCP_DATA_DIR', 'data_dir', 'MCP_AUTH_STATE_DIR'),
  databaseUrl: name('DATABASE_URL', 'database_url'),
  encryptionKeys: name('OAUTH_ENCRYPTION_KEY', 'encryption_key', 'MCP_ENCRYPTION_KEY'),
  companionSecret: name('MCP_COMPANION_SECRET', 'companion_secret'),
  signingSecrets: name('MCP_SIGNING_KEY', 'signing_key', 'MCP_AUTH_SECRET', 'OAUTH2_SECRET_KEY'),
  homes: name('HOMEASSISTANT_URL', 'homeassistant_url', 'HA_URL'),
  browserUrls: name('HOMEASSISTANT_BROWSER_URL', 'homeassistant_browser_url'),
  homeToken: name('HOMEASSISTANT_TOKEN', 'homeassistant_token', 'HA_TOKEN'),
  verifyTls: name('HOMEASSISTANT_VERIFY_SSL', 'homeassistant_verify_ssl', 'HA_VERIFY_SSL'),
  apiKey: name('MCP_API_KEY', 'api_key'),
  apiKeys: name('MCP_API_KEYS', 'api_keys'),
  trustProxy: name('MCP_TRUST_PROXY', 'trust_proxy'),
  allowedHosts: name('MCP_ALLOWED_HOSTS', 'allowed_hosts'),
  corsOrigins: name('MCP_CORS_ORIGINS', 'cors_origins'),
  clients: name('MCP_CLIENTS', 'clients'),
  trustedIssuers: name('MCP_TRUSTED_ISSUERS', 'trusted_issuers'),
  scopes: name('MCP_SCOPES', 'scopes', 'OAUTH2_SCOPES'),
  requiredScopes: name('MCP_REQUIRED_SCOPES', 'required_scopes', 'OAUTH2_REQUIRED_SCOPES'),
  readOnly: name('MCP_READ_ONLY', 'read_only'),
  exposedOnly: name('MCP_EXPOSED_ONLY', 'exposed_only'),
  sensitive: name('MCP_SENSITIVE', 'sensitive'),
  upstreams: name('MCP_UPSTREAMS', 'upstreams'),
  upstreamsFile: name('MCP_UPSTREAMS_FILE', 'upstreams_file'),
  upstreamCommands: name('MCP_UPSTREAM_COMMANDS', 'upstream_commands'),
  homeMcp: name('MCP_HOME_MCP', 'home_mcp'),
  accessToken: name('MCP_ACCESS_TOKEN_TTL', 'access_token_ttl'),
  refreshToken: name('MCP_REFRESH_TOKEN_TTL', 'refresh_token_ttl'),
  code: name('MCP_AUTH_CODE_TTL', 'auth_code_ttl'),
  consent: name('MCP_CONSENT_TTL', 'consent_ttl'),
  refreshGrace: name('MCP_REFRESH_GRACE', 'refresh_grace'),
  auditDays: name('MCP_AUDIT_DAYS', 'audit_days'),
  logLevel: name('LOG_LEVEL', 'log_level'),
} as const satisfies Record<string, Name>;

function name(env: string, option: string, ...oldNames: string[]): Name {
  return { env, option, oldNames };
}
