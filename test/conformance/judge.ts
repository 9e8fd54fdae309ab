import type { Baseline } from './baseline.ts';
import type { Check, ScenarioResult } from './results.ts';

/** One scenario as the run sees it. */
export interface Verdict {
  readonly scenario: string;
  /** Partly: some of its own checks passed, and every other one is in the baseline. */
  readonly outcome: 'passed' | 'partly' | 'expected' | 'failed';
  readonly passedChecks: number;
  /** What did not pass: why that was expected, or what went wrong. */
  readonly notes: readonly string[];
}

/**
 * Judges what the tool found, more strictly than the tool does: a warning, a skipped check and a
 * scenario in which nothing was checked are failures too, unless the baseline gives the reason.
 */
export function judge(results: readonly ScenarioResult[], baseline: Baseline): readonly Verdict[] {
  const used = new Set<string>();
  const verdicts = results.map((result) => judgeScenario(result, baseline, used));
  const stale = [...baseline.keys()].filter((entry) => !used.has(entry));
  return [
    ...verdicts,
    ...stale.map(
      (entry): Verdict => ({
        scenario: entry,
        outcome: 'failed',
        passedChecks: 0,
        notes: ['is in the expected failures but passes, or was not run: remove it there'],
      }),
    ),
  ];
}

function judgeScenario(
  { scenario, checks }: ScenarioResult,
  baseline: Baseline,
  used: Set<string>,
): Verdict {
  const passed = checks.filter(({ status }) => status === 'SUCCESS');
  // Some checks are made once a method: one that passed was skipped only for methods nobody called.
  const isElsewhere = ({ id, status }: Check) =>
    status === 'SKIPPED' && passed.some((check) => check.id === id);
  const bad = checks.filter(
    (check) => check.status !== 'SUCCESS' && check.status !== 'INFO' && !isElsewhere(check),
  );
  // That our messages match the schema says nothing about what the scenario is for.
  const nothingTested = passed.every(({ id }) => id.startsWith('wire-schema-'));
  const verdict = (outcome: Verdict['outcome'], notes: readonly string[]): Verdict => ({
    scenario,
    outcome,
    passedChecks: passed.length,
    notes,
  });

  const reason = baseline.get(scenario);
  if (reason !== undefined && (bad.length > 0 || nothingTested)) {
    used.add(scenario);
    return verdict('expected', [reason]);
  }
  const notes = bad.map((check) => {
    const name = `${scenario}:${check.id}`;
    const known = baseline.get(name);
    if (known !== undefined) used.add(name);
    return { expected: known !== undefined, text: `${check.id}: ${known ?? describe(check)}` };
  });
  if (nothingTested && bad.length === 0) return verdict('failed', ['nothing was checked']);
  if (notes.some(({ expected }) => !expected)) return verdict('failed', texts(notes));
  if (notes.length === 0) return verdict('passed', []);
  return verdict(nothingTested ? 'expected' : 'partly', texts(notes));
}

function texts(notes: readonly { readonly text: string }[]): readonly string[] {
  return notes.map(({ text }) => text);
}

function describe({ status, errorMessage }: Check): string {
  return `${status.toLowerCase()}${errorMessage === undefined ? '' : `, ${errorMessage}`}`;
}
