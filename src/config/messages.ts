/** The line that main logs once the authorization server listens; monitoring may look for it. */
export function oauthEnabledMessage(issuer: string): string {
  return `OAuth 2.0 authentication enabled (issuer: ${issuer})`;
}

/** A missing setting that another line makes necessary, such as `MCP_AUTH_ENABLED=true`. */
export function mustBeSetMessage(variable: string, because: string): string {
  return `${variable} must be set when ${because}`;
}

/** The line on which a start that was refused ends, before exit code 1. */
export function startRefusedMessage(error: Error): string {
  return `Error: ${error.message}`;
}

/** The one loud line with which a start without authentication begins. */
export const OPEN_TO_ALL_MESSAGE =
  'AUTHENTICATION IS OFF (MCP_AUTH_MODE=none): everything on this network can look into the home. Set MCP_AUTH_MODE to oauth or api_key to change that.';
