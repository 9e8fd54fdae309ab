import { printable } from '../core/printable.ts';
import { adviceOf, type Finding, firstProblem, type Status } from '../doctor/finding.ts';
import { doctor } from '../words/en/doctor.ts';

const SIGNS: Readonly<Record<Status, string>> = {
  ok: '✓',
  warning: '!',
  problem: '✗',
  unknown: '?',
};

/** Every finding as a line with a sign, and what is not well with its sentence and its fix. */
export function doctorLines(findings: readonly Finding[]): readonly string[] {
  const lines = findings.flatMap((finding, index) => [
    ...(isSame(finding, findings[index - 1]) ? [] : ['', titleOf(finding)]),
    ...linesOf(finding),
  ]);
  return [...lines.slice(1), '', ...ending(findings)];
}

/** The same for scripts; `next` is the one thing to do first. */
export function doctorDocument(findings: readonly Finding[]): object {
  const told = (finding: Finding) => ({ ...finding, ...adviceOf(finding, doctor) });
  const first = firstProblem(findings);
  return {
    sound: first === undefined,
    ...(first !== undefined && { next: told(first) }),
    findings: findings.map(told),
  };
}

function isSame(one: Finding, other: Finding | undefined): boolean {
  return one.about === other?.about && one.subject === other.subject;
}

function titleOf({ about, subject }: Finding): string {
  if (about === 'here') return 'Latchkey';
  return printable(about === 'door' ? `The address ${subject}` : `Home Assistant (${subject})`);
}

function linesOf(finding: Finding): readonly string[] {
  const line = `  ${SIGNS[finding.status]} ${doctor.checks[finding.check]}`;
  if (finding.status === 'ok' || finding.finding === 'waits') return [line];
  const { sentence, fix } = adviceOf(finding, doctor);
  return [line, `      ${printable(sentence)}`, `      → ${printable(fix)}`];
}

function ending(findings: readonly Finding[]): readonly string[] {
  const count = findings.filter(({ status }) => status === 'problem').length;
  if (count === 0) return ['Nothing keeps assistants from connecting, as far as Latchkey can see.'];
  const first = firstProblem(findings);
  const advice = first === undefined ? undefined : adviceOf(first, doctor);
  const begin = count === 1 ? 'There is one problem.' : `There are ${count} problems. First:`;
  return [`${begin} ${printable(advice?.sentence ?? '')}`, `→ ${printable(advice?.fix ?? '')}`];
}
