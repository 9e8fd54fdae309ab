import type { Verdict } from './judge.ts';

/** One run of the tool with what became of it. */
export interface StepReport {
  readonly step: string;
  readonly verdicts: readonly Verdict[];
  readonly ok: boolean;
}

const MARKS = { passed: '✓', partly: '✓', expected: '~', failed: '✗' } as const;
const WORDS = {
  passed: 'passed',
  partly: 'passed as far as it applies',
  expected: 'expected not to pass',
  failed: 'FAILED',
} as const;

/** Every scenario of a step on a line, with what did not pass and why. */
export function scenarioLines({ verdicts }: StepReport): string {
  return verdicts
    .flatMap(({ scenario, outcome, passedChecks, notes }) => [
      `  ${MARKS[outcome]} ${scenario}: ${WORDS[outcome]}, ${passedChecks} checks passed`,
      ...notes.map((note) => `      ${note}`),
    ])
    .join('\n');
}

/** One row a step. */
export function summaryTable(reports: readonly StepReport[]): string {
  const heads = [
    'step',
    'scenarios',
    'passed',
    'partly',
    'expected',
    'failed',
    'checks passed',
    'result',
  ];
  const rows = reports.map(({ step, verdicts, ok }) => {
    const having = (outcome: Verdict['outcome']) =>
      verdicts.filter((verdict) => verdict.outcome === outcome).length;
    const checks = verdicts.reduce((sum, { passedChecks }) => sum + passedChecks, 0);
    return [
      step,
      ...[
        verdicts.length,
        having('passed'),
        having('partly'),
        having('expected'),
        having('failed'),
        checks,
      ].map(String),
      ok ? 'ok' : 'FAILED',
    ];
  });
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join(
    '\n',
  );
}
