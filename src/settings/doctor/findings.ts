import type { Examination } from '../../doctor/examination.ts';
import { adviceOf, type Finding } from '../../doctor/finding.ts';
import type { Words } from '../../words/words.ts';

/** A finding as pages show it. */
function findingModel(finding: Finding, { doctor, checkUp }: Words) {
  const { status, check } = finding;
  return {
    status,
    said: checkUp.statuses[status],
    check: doctor.checks[check],
    ...(status !== 'ok' && adviceOf(finding, doctor)),
  };
}

/** What the last look found, as the page shows it: what is not in order, and everything by subject. */
export function findings({ looking, last }: Examination['state'], words: Words) {
  const { checkUp } = words;
  const found = last?.findings ?? [];
  const count = (status: Finding['status']) => found.filter((one) => one.status === status).length;
  const subjects = [
    ...new Set(found.map(({ about, subject }) => JSON.stringify({ about, subject }))),
  ];
  return {
    looking: looking && { ...looking, said: checkUp.looking(looking.done, looking.total) },
    at: last?.at,
    problems: count('problem') > 0 ? checkUp.problems(count('problem')) : undefined,
    warnings: count('warning') > 0 ? checkUp.warnings(count('warning')) : undefined,
    wrong: (['problem', 'warning'] as const).flatMap((status) =>
      found.filter((one) => one.status === status).map((one) => findingModel(one, words)),
    ),
    subjects: subjects.map((key) => {
      const { about, subject } = JSON.parse(key) as Pick<Finding, 'about' | 'subject'>;
      return {
        name: about === 'door' ? checkUp.about.door(subject) : checkUp.about[about],
        findings: found
          .filter((one) => one.about === about && one.subject === subject)
          .map((one) => findingModel(one, words)),
      };
    }),
  };
}
