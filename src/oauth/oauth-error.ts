/** The codes of RFC 6749 4.1.2.1 and 5.2, RFC 7591 3.2.2, RFC 8707 2 and OpenID Connect Core 3.1.2.6. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'invalid_target'
  | 'access_denied'
  | 'server_error'
  | 'temporarily_unavailable'
  | 'login_required'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'invalid_redirect_uri'
  | 'invalid_client_metadata';

/** Which of the several reasons behind one code it was, for the person who asks why. */
export type RefusalReason =
  | 'unknown_client'
  | 'client_document'
  | 'redirect_uri'
  | 'resource'
  | 'pkce'
  | 'code_unknown'
  | 'code_expired'
  | 'code_used'
  | 'refresh_token';

/** A refusal in an RFC's own words. A fresh one each time: nothing shared can leak between answers. */
export interface OAuthRefusal {
  readonly error: OAuthErrorCode;
  readonly description: string;
  /** Never sent. */
  readonly reason?: RefusalReason;
}

export function refusal(
  error: OAuthErrorCode,
  description: string,
  reason?: RefusalReason,
): OAuthRefusal {
  return { error, description, ...(reason !== undefined && { reason }) };
}
