import { canonicalJson } from '../../core/canonical-json.ts';
import type { Mirror } from '../../home/mirror.ts';
import type { Rule } from '../../policy/rules.ts';
import { shown } from '../../policy/sensitive.ts';
import type { Words } from '../../words/words.ts';
import { type Around, rulesHolding } from './holding.ts';
import { seenOf } from './meaning.ts';
import { pathOf, type Subject } from './subjects.ts';
import { listed, summaryOf } from './summary.ts';

interface Row {
  readonly href: string;
  readonly name: string;
  readonly details: readonly string[];
  readonly summary: string;
  readonly hasRule: boolean;
}

/** The list of everybody whom a rule can be about, and what each rule comes to. */
export function overviewOf(
  subjects: readonly Subject[],
  everywhere: Rule,
  mirror: Mirror | undefined,
  words: Words['permissions'],
) {
  const home = subjects.find(({ kind }) => kind === 'home')?.rule;
  const sees = seesIn(mirror, { everywhere, home }, words);
  const row = (subject: Subject): Row => ({
    href: pathOf(subject),
    name: subject.kind === 'home' ? words.everybody : shown(subject.name),
    details: detailsOf(subject, words),
    summary: [summaryOf(subject.rule, words), sees(subject)].filter((one) => one !== '').join(' '),
    hasRule: subject.rule !== undefined,
  });
  const of = (kind: Subject['kind']) => subjects.filter((one) => one.kind === kind);
  const isThere = ({ connected, rule }: Subject) => connected || rule !== undefined;
  return {
    fixed: fixedOf(everywhere, words),
    home: of('home').map(row),
    people: of('person').filter(isThere).map(row),
    otherPeople: of('person')
      .filter((one) => !isThere(one))
      .map(row),
    assistants: of('client').map(row),
  };
}

/** What the configuration says for everybody, and where it is set. */
export function fixedOf({ readOnly, exposedOnly, sensitive }: Rule, words: Words['permissions']) {
  const { fixed } = words;
  const said = (text: string, option: string, variable: string) => ({
    text,
    where: fixed.where(option, variable),
  });
  const exposed = exposedOnly === true ? fixed.exposedOnly : fixed.notExposedOnly;
  return [
    ...(readOnly === true ? [said(fixed.readOnly, 'read_only', 'MCP_READ_ONLY')] : []),
    ...(exposedOnly === undefined ? [] : [said(exposed, 'exposed_only', 'MCP_EXPOSED_ONLY')]),
    ...(sensitive === undefined || sensitive.length === 0
      ? []
      : [said(fixed.sensitive(listed(sensitive, words)), 'sensitive', 'MCP_SENSITIVE')]),
  ];
}

function detailsOf(subject: Subject, words: Words['permissions']): readonly string[] {
  if (subject.kind === 'home') return [words.everybodyHint];
  const users = subject.audiences.flatMap(({ who }) =>
    typeof who === 'object' ? [shown(who.name)] : [],
  );
  return [
    ...(subject.program ? [words.program] : []),
    ...(subject.kind === 'client' && users.length > 0 ? [words.usedBy(listed(users, words))] : []),
    ...(subject.connected || subject.program ? [] : [words.notConnected]),
  ];
}

/** How much a subject sees; many have the same rules, so that each answer is worked out once. */
function seesIn(mirror: Mirror | undefined, around: Around, words: Words['permissions']) {
  if (mirror === undefined) return () => '';
  const total = mirror.entities().length;
  const known = new Map<string, number>();
  const count = (subject: Subject, audience: Subject['audiences'][number]) => {
    const rules = rulesHolding(subject, subject.rule, audience, around);
    const key = canonicalJson([rules, audience.scope]);
    const seen = known.get(key) ?? seenOf(mirror, rules, audience.scope).length;
    known.set(key, seen);
    return seen;
  };
  return (subject: Subject) => {
    const counts = subject.audiences.map((audience) => count(subject, audience));
    const [least, most] = [Math.min(...counts), Math.max(...counts)];
    return least === most ? words.sees(most, total) : words.seesBetween(least, most, total);
  };
}
