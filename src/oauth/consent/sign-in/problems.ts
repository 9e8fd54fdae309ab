/**
 * Why signing in at the home did not work, in our own words: what a home or a link says of it is
 * never shown.
 */
export const SIGN_IN_PROBLEMS = {
  denied: 'Home Assistant did not sign you in. Try again, or use a token.',
  again: 'That sign-in was used already or took too long. Press the button once more.',
  refused:
    'Home Assistant did not accept the sign-in that came back. Press the button once more, or use a token.',
  unreachable:
    'Home Assistant does not answer Latchkey right now. Nothing was lost: wait a minute and press the button again.',
  banned:
    'Home Assistant has blocked this app after too many failed sign-ins. An administrator can unblock it: remove its address from ip_bans.yaml and restart Home Assistant.',
  too_many:
    'Too many sign-ins were refused. To keep Home Assistant from blocking this app, wait ten minutes and try again.',
  no_login: 'This home has no sign-in page that a browser reaches. Use a token for it.',
} as const;

export type SignInProblem = keyof typeof SIGN_IN_PROBLEMS;

/** A problem by its name, as the address of the form carries it; anything else is none. */
export function problemNamed(name: string | undefined): SignInProblem | undefined {
  return name !== undefined && Object.hasOwn(SIGN_IN_PROBLEMS, name)
    ? (name as SignInProblem)
    : undefined;
}

/** Trouble that passes by itself is a 503, like everywhere. */
export function statusOf(problem: SignInProblem): 200 | 503 {
  return problem === 'unreachable' ? 503 : 200;
}
