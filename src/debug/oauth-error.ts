import { knownError } from './words.ts';

/** Where an OAuth answer may say what is wrong. */
export interface Refusal {
  readonly body?: string | undefined;
  /** `WWW-Authenticate` (RFC 6750 section 3). */
  readonly challenge?: string | undefined;
  /** `Location`, for a refusal that the browser carries (RFC 6749 section 4.1.2.1). */
  readonly location?: string | undefined;
}

/** The error code of a refusal, if it is one that is known. */
export function oauthError({ body, challenge, location }: Refusal): string | undefined {
  const said =
    fieldOf(body) ??
    challenge?.match(/\berror="([a-z_]{1,40})"/)?.[1] ??
    (location === undefined ? undefined : URL.parse(location)?.searchParams.get('error')) ??
    undefined;
  return said === undefined ? undefined : knownError(said);
}

function fieldOf(body: string | undefined): string | undefined {
  if (body === undefined || !body.startsWith('{')) return undefined;
  try {
    const { error } = JSON.parse(body) as { readonly error?: unknown };
    return typeof error === 'string' ? error : undefined;
  } catch {
    return undefined;
  }
}
