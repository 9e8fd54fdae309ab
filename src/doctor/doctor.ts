import { SECOND } from '../core/clock.ts';
import type { Check, DoctorContext } from './check.ts';
import { DOOR_CHECKS, HERE_CHECKS, HOME_CHECKS } from './checks/all.ts';
import { type CheckId, type Finding, plain, unknown, type Verdict } from './finding.ts';

/** How far the doctor is, told with each finding as it comes. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly finding: Finding;
}

const LIMIT_MS = 20 * SECOND;

/** A check of one subject, ready to run. */
interface Planned {
  readonly check: Omit<Check<never>, 'run'>;
  readonly subject: string;
  /** Another subject whose checks this one may wait for. */
  readonly carrier: string | undefined;
  run(): Promise<Verdict>;
}

/**
 * Runs every check, those side by side that do not wait for each other. Answers in the order of the
 * lists, causes first, so that the first problem is the one to see to. Never throws.
 */
export async function runDoctor(
  context: DoctorContext,
  onProgress: (progress: Progress) => void = () => {},
): Promise<readonly Finding[]> {
  const isRefused = context.here.refused !== undefined;
  const plan: readonly Planned[] = [
    ...planned(isRefused ? HERE_CHECKS.slice(0, 1) : HERE_CHECKS, context.here),
    ...context.doors.flatMap((door) => planned(DOOR_CHECKS, door)),
    ...context.homes.flatMap((home) => planned(HOME_CHECKS, home)),
  ];
  const verdicts = new Map<string, Promise<Verdict>>();
  let done = 0;
  const findings = plan.map(async (one): Promise<Finding> => {
    // Every check is in the map before the first of them looks for another.
    await Promise.resolve();
    const verdict = await (verdicts.get(keyOf(one.subject, one.check.id)) as Promise<Verdict>);
    const finding = {
      ...verdict,
      check: one.check.id,
      about: one.check.about,
      subject: one.subject,
    };
    done += 1;
    onProgress({ done, total: plan.length, finding });
    return finding;
  });
  for (const one of plan) {
    verdicts.set(keyOf(one.subject, one.check.id), verdictOf(one, verdicts, context));
  }
  return Promise.all(findings);
}

function planned<S extends { readonly name: string; readonly carrier?: string | undefined }>(
  checks: readonly Check<S>[],
  subject: S,
): readonly Planned[] {
  return checks.map((check) => ({
    check,
    subject: subject.name,
    carrier: subject.carrier,
    run: () => check.run(subject),
  }));
}

const keyOf = (subject: string, id: CheckId) => `${id} ${subject}`;

/** What only an account could tell may well be well. */
function isBlocked({ status, finding }: Verdict): boolean {
  return status === 'problem' || (status === 'unknown' && finding !== 'needs_account');
}

/** Causes shadow consequences: what waits for something that is not well says nothing of its own. */
async function verdictOf(
  one: Planned,
  verdicts: ReadonlyMap<string, Promise<Verdict>>,
  { limitMs = LIMIT_MS, onFault }: DoctorContext,
): Promise<Verdict> {
  for (const id of one.check.after ?? []) {
    const places = [one.subject, one.carrier ?? '', ''];
    const before = places.flatMap((subject) => verdicts.get(keyOf(subject, id)) ?? [])[0];
    if (before !== undefined && isBlocked(await before)) return unknown('waits', { after: id });
  }
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<Verdict>((resolve) => {
    const seconds = Math.round(limitMs / SECOND);
    timer = setTimeout(() => resolve(unknown('took_too_long', { seconds })), limitMs);
  });
  try {
    return await Promise.race([one.run(), tooLong]);
  } catch (thrown) {
    onFault?.(one.check.id, thrown as Error);
    return plain('unknown', 'could_not_look');
  } finally {
    clearTimeout(timer);
  }
}
