import type { Rule, RuleSubject } from '../../policy/rules.ts';
import type { KeptRule } from '../contract.ts';
import { type Row, text, word } from './row.ts';

const SUBJECTS: readonly RuleSubject[] = ['home', 'person', 'client'];

/** A row of `rules` as its callers see it. */
export function asKept(row: Row): KeptRule {
  return {
    home: text(row, 'home'),
    subject: word(row, 'subject', SUBJECTS),
    subjectId: text(row, 'subject_id'),
    rule: JSON.parse(text(row, 'rule')) as Rule,
  };
}
