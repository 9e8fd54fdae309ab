import { MINUTE } from '../../core/clock.ts';
import { isProgress } from './attempt.ts';
import type { Step, StepDetail, StepKind } from './steps.ts';

/** Why an attempt came to nothing. */
export type StopCode =
  | 'only_asked'
  | 'asked_elsewhere'
  | 'stopped_after_resource_metadata'
  | 'never_registered'
  | 'never_came_back'
  | 'form_not_opened'
  | 'never_answered'
  | 'never_back_from_home'
  | 'code_never_redeemed'
  | 'token_never_used'
  | 'never_renewed'
  | 'unknown_host'
  | 'unknown_origin'
  | 'too_many_requests'
  | 'trouble'
  | 'registration_redirect'
  | 'registration_refused'
  | 'client_document'
  | 'unknown_client'
  | 'redirect_not_allowed'
  | 'other_resource'
  | 'no_pkce'
  | 'authorize_refused'
  | 'other_browser'
  | 'form_expired'
  | 'denied'
  | 'sign_in_refused'
  | 'home_unreachable'
  | 'home_banned'
  | 'too_many_sign_ins'
  | 'sign_in_again'
  | 'code_unknown'
  | 'code_expired'
  | 'code_used'
  | 'wrong_verifier'
  | 'client_authentication'
  | 'token_refused'
  | 'foreign_token'
  | 'token_for_other_resource'
  | 'signed_out'
  | 'scope'
  | 'call_refused'
  | 'refresh_refused';

export type AttemptState = 'under way' | 'connected' | 'stopped';

export interface Verdict {
  readonly state: AttemptState;
  readonly stop?: StopCode;
  /** The step that stopped it, or that nothing followed. */
  readonly at?: Step;
  /** What comes next, while it is under way. */
  readonly next?: StepKind;
}

/** How long until the step after one counts as missing, and what that means. */
const MISSING: Readonly<
  Record<StepKind, { readonly afterMs: number; readonly stop: StopCode; readonly next: StepKind }>
> = {
  challenge: { afterMs: 2 * MINUTE, stop: 'only_asked', next: 'resource_metadata' },
  resource_metadata: {
    afterMs: 2 * MINUTE,
    stop: 'stopped_after_resource_metadata',
    next: 'server_metadata',
  },
  server_metadata: { afterMs: 2 * MINUTE, stop: 'never_registered', next: 'registration' },
  registration: { afterMs: 2 * MINUTE, stop: 'never_came_back', next: 'authorize' },
  authorize: { afterMs: MINUTE, stop: 'form_not_opened', next: 'consent_page' },
  // As long as a form is open.
  consent_page: { afterMs: 10 * MINUTE, stop: 'never_answered', next: 'consent' },
  consent: { afterMs: 2 * MINUTE, stop: 'code_never_redeemed', next: 'token' },
  token: { afterMs: 2 * MINUTE, stop: 'token_never_used', next: 'call' },
  refresh: { afterMs: 2 * MINUTE, stop: 'token_never_used', next: 'call' },
  call: { afterMs: 2 * MINUTE, stop: 'never_renewed', next: 'refresh' },
};

/** A person who is at their home's login page has as long as the form is open. */
const AT_HOME_MS = 10 * MINUTE;

const BY_DETAIL: Readonly<Partial<Record<StepDetail, StopCode>>> = {
  unknown_host: 'unknown_host',
  unknown_origin: 'unknown_origin',
  too_many_requests: 'too_many_requests',
  trouble: 'trouble',
  client_document: 'client_document',
  unknown_client: 'unknown_client',
  client_authentication: 'client_authentication',
  redirect_uri: 'redirect_not_allowed',
  resource: 'other_resource',
  code_unknown: 'code_unknown',
  code_expired: 'code_expired',
  code_used: 'code_used',
  other_browser: 'other_browser',
  form_expired: 'form_expired',
  denied: 'denied',
  sign_in_refused: 'sign_in_refused',
  home_unreachable: 'home_unreachable',
  home_banned: 'home_banned',
  too_many_sign_ins: 'too_many_sign_ins',
  sign_in_again: 'sign_in_again',
  foreign_token: 'foreign_token',
  grant_ended: 'signed_out',
  scope: 'scope',
};

/** What a refusal means where the same detail means something else than elsewhere. */
const BY_KIND: Readonly<
  Partial<Record<StepKind, Readonly<Partial<Record<StepDetail | 'else', StopCode>>>>>
> = {
  registration: { redirect_uri: 'registration_redirect', else: 'registration_refused' },
  authorize: { pkce: 'no_pkce', else: 'authorize_refused' },
  token: { pkce: 'wrong_verifier', else: 'token_refused' },
  call: { resource: 'token_for_other_resource', else: 'call_refused' },
  refresh: { else: 'refresh_refused' },
};

const LOOKING_AROUND: readonly StepKind[] = ['challenge', 'resource_metadata', 'server_metadata'];

/**
 * How an attempt stands: pure. The latest progress counts, with what was refused after it; what does
 * not follow in time is missing.
 *
 * @param now milliseconds since the epoch.
 */
export function explain(steps: readonly Step[], now: number): Verdict {
  const reached = steps.findLastIndex(isProgress);
  const since = steps.slice(reached + 1);
  const worked = steps.some(isCall);
  const refused = since.findLast((one) => isRefusal(one) && !(worked && one.detail === 'scope'));
  if (refused !== undefined) return { state: 'stopped', stop: stopOf(refused), at: refused };

  const progress = steps[reached] ?? furthest(steps);
  if (progress === undefined) return lookedElsewhere(steps, now);
  const expired = since.findLast(({ detail }) => detail === 'token_expired');
  if (worked && expired === undefined) return { state: 'connected' };
  return missing(expired ?? progress, now, worked);
}

/** Whether a refusal ends it; clients look in several places, and a token that expired is renewed. */
function isRefusal({ kind, result, detail }: Step): boolean {
  if (result !== 'refused' || detail === 'token_expired') return false;
  return !LOOKING_AROUND.includes(kind) || (detail !== undefined && isWrongDoor(detail));
}

function isWrongDoor(detail: StepDetail): boolean {
  return detail !== 'other_address' && detail !== 'other';
}

function isCall({ kind, result }: Step): boolean {
  return kind === 'call' && result === 'ok';
}

function stopOf({ kind, detail = 'other' }: Step): StopCode {
  const ofKind = BY_KIND[kind] ?? {};
  return ofKind[detail] ?? BY_DETAIL[detail] ?? ofKind.else ?? 'trouble';
}

/** How far a client got that has only looked around. */
function furthest(steps: readonly Step[]): Step | undefined {
  return LOOKING_AROUND.toReversed()
    .map((kind) => steps.findLast((one) => one.kind === kind && one.result === 'ok'))
    .find((one) => one !== undefined && (one.kind !== 'challenge' || !steps.some(isElsewhere)));
}

function isElsewhere({ detail }: Step): boolean {
  return detail === 'other_address';
}

function lookedElsewhere(steps: readonly Step[], now: number): Verdict {
  const last = steps.findLast(isElsewhere) ?? steps.at(-1);
  if (last === undefined) return { state: 'under way' };
  return now - last.lastAt < MISSING.challenge.afterMs
    ? { state: 'under way', at: last, next: 'resource_metadata' }
    : { state: 'stopped', stop: 'asked_elsewhere', at: last };
}

function missing(step: Step, now: number, worked: boolean): Verdict {
  const atHome = step.detail === 'at_home';
  const { afterMs, stop, next } = MISSING[step.kind];
  const patience = atHome ? AT_HOME_MS : afterMs;
  if (now - step.lastAt < patience) {
    if (worked) return { state: 'connected' };
    return { state: 'under way', at: step, next: atHome ? 'consent' : next };
  }
  return { state: 'stopped', stop: atHome ? 'never_back_from_home' : stop, at: step };
}
