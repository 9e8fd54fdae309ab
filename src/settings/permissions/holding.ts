import { type Rule, type RuleSubject, type Rules, rulesOver } from '../../policy/rules.ts';
import type { KeptRule } from '../../store/contract.ts';
import type { Audience, Subject } from './subjects.ts';

/** The rules that are not about the subject itself. */
export interface Around {
  /** What the configuration says. */
  readonly everywhere: Rule;
  /** What is kept for the whole home. */
  readonly home: Rule | undefined;
}

/** What would hold for an audience if this were the subject's rule; composed as for a call. */
export function rulesHolding(
  { kind }: Pick<Subject, 'kind'>,
  rule: Rule | undefined,
  { administrator, person }: Audience,
  around: Around,
): Rules {
  return rulesOver(
    {
      everywhere: around.everywhere,
      home: kind === 'home' ? rule : around.home,
      person: kind === 'person' ? rule : person,
      client: kind === 'client' ? rule : undefined,
    },
    administrator,
  );
}

/** The rule about somebody, among those of one home. */
export function ruleOf(
  kept: readonly KeptRule[],
  subject: RuleSubject,
  id: string,
): Rule | undefined {
  return kept.find((one) => one.subject === subject && one.subjectId === id)?.rule;
}
