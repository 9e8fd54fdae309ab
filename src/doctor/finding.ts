import type { Advice } from '../words/en/doctor/advice.ts';
import type { doctor } from '../words/en/doctor.ts';

/** What the doctor says, in whatever language: the English ones are the measure. */
export type DoctorWords = typeof doctor;

/** One check of the list. */
export type CheckId = keyof DoctorWords['checks'];

/** What a check can find; a code never changes its meaning. */
export type FindingCode = keyof DoctorWords['findings'];

/** What the sentence of a code speaks of: nothing for most. */
export type ParamsOf<C extends FindingCode> =
  Parameters<DoctorWords['findings'][C]> extends [infer P] ? P : Readonly<Record<string, never>>;

/**
 * `problem` keeps assistants from connecting; `warning` keeps some of them, or will; `unknown` could
 * not be looked at.
 */
export type Status = 'ok' | 'warning' | 'problem' | 'unknown';

/** What a check made of what it saw. */
export type Verdict = {
  [C in FindingCode]: {
    readonly status: Status;
    readonly finding: C;
    readonly params: ParamsOf<C>;
  };
}[FindingCode];

/** What a check is about: an address of ours, Home Assistant, or Latchkey itself. */
export type About = 'door' | 'home' | 'here';

/** A verdict with the check and the thing that it is about. */
export type Finding = Verdict & {
  readonly check: CheckId;
  readonly about: About;
  /** Which door (its URL) or home (its name); empty for Latchkey itself. */
  readonly subject: string;
};

type WithoutParams = {
  [C in FindingCode]: ParamsOf<C> extends Readonly<Record<string, never>> ? C : never;
}[FindingCode];

/** All is well. */
export const SOUND: Verdict = { status: 'ok', finding: 'sound', params: {} };

/** A problem, by its code and what its sentence speaks of. */
export function problem<C extends FindingCode>(finding: C, params: ParamsOf<C>): Verdict {
  return verdict('problem', finding, params);
}

/** A warning likewise. */
export function warning<C extends FindingCode>(finding: C, params: ParamsOf<C>): Verdict {
  return verdict('warning', finding, params);
}

/** Something that could not be looked at, and why. */
export function unknown<C extends FindingCode>(finding: C, params: ParamsOf<C>): Verdict {
  return verdict('unknown', finding, params);
}

/** A code that has nothing to speak of. */
export function plain(status: Status, finding: WithoutParams): Verdict {
  return verdict(status, finding, {} as ParamsOf<WithoutParams>);
}

function verdict<C extends FindingCode>(status: Status, finding: C, params: ParamsOf<C>): Verdict {
  return { status, finding, params } as unknown as Verdict;
}

/** The next thing to do: causes stand before what follows from them. */
export function firstProblem(findings: readonly Finding[]): Finding | undefined {
  return findings.find(({ status }) => status === 'problem');
}

/** The sentence and the fix of a finding, in these words. */
export function adviceOf({ finding, params }: Verdict, words: DoctorWords): Advice {
  const say = words.findings[finding] as (params: unknown) => Advice;
  if (finding !== 'waits') return say(params);
  const { after } = params as ParamsOf<'waits'>;
  return say({ after: words.checks[after as CheckId] });
}
