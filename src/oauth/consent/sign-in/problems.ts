import type { Words } from '../../../words/words.ts';

/** Why signing in at the home did not work; what a home or a link says of it is never shown. */
export type SignInProblem = keyof Words['consent']['signInProblems'];

const PROBLEMS: readonly SignInProblem[] = [
  'denied',
  'again',
  'refused',
  'unreachable',
  'banned',
  'too_many',
  'no_login',
];

/** A problem by its name, as the address of the form carries it; anything else is none. */
export function problemNamed(name: string | undefined): SignInProblem | undefined {
  return PROBLEMS.find((one) => one === name);
}

/** Trouble that passes by itself is a 503, like everywhere. */
export function statusOf(problem: SignInProblem): 200 | 503 {
  return problem === 'unreachable' ? 503 : 200;
}
