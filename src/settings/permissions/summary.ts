import type { Rule } from '../../policy/rules.ts';
import { upstreamsIn } from '../../policy/scopes.ts';
import { shown } from '../../policy/sensitive.ts';
import type { Words } from '../../words/words.ts';

type Said = Words['permissions'];

const MOST_WORDS = 5;

/** A rule in whole sentences. */
export function summaryOf(rule: Rule | undefined, words: Said): string {
  const { summary } = words;
  const count = (list: readonly string[] | undefined, say: (count: number) => string) =>
    list === undefined ? [] : [say(list.length)];
  const named = (list: readonly string[] | undefined, say: (words: string) => string) =>
    list === undefined || list.length === 0 ? [] : [say(listed(list, words))];
  const sentences = [
    ...(rule?.readOnly === true ? [summary.readOnly] : []),
    ...(rule?.scopes === undefined
      ? []
      : [summary.scopes(rule.scopes.map((one) => scopeName(one, words.scopes)).join(', '))]),
    ...(rule?.exposedOnly === true ? [summary.exposed] : []),
    ...(rule?.exposedOnly === false ? [summary.unexposed] : []),
    ...count(rule?.areas, summary.areas),
    ...count(rule?.domains, summary.domains),
    ...count(rule?.labels, summary.labels),
    ...count(rule?.entities, summary.entities),
    ...named(rule?.sensitive, summary.sensitive),
    ...named(rule?.withoutAsking, summary.withoutAsking),
  ];
  return sentences.length === 0 ? summary.none : sentences.join(' ');
}

/** The first of some words of a rule, and how many follow. */
export function listed(list: readonly string[], { summary }: Said): string {
  const rest = list.length - MOST_WORDS;
  return [...list.slice(0, MOST_WORDS), ...(rest > 0 ? [summary.more(rest)] : [])].join(', ');
}

const NAMES = new Map<string, 'look' | 'control' | 'configure' | 'energy'>([
  ['home:read', 'look'],
  ['home:control', 'control'],
  ['home:configure', 'configure'],
  ['energy:read', 'energy'],
]);

/** What a scope lets somebody do, in a few words. */
export function scopeName(scope: string, names: Said['scopes']): string {
  const known = NAMES.get(scope);
  if (known !== undefined) return names[known];
  const [server = scope] = upstreamsIn([scope]);
  return names.server(shown(server));
}
