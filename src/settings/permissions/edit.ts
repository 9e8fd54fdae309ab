import type { Mirror } from '../../home/mirror.ts';
import type { Rule } from '../../policy/rules.ts';
import { shown } from '../../policy/sensitive.ts';
import type { Words } from '../../words/words.ts';
import { choicesOf } from './choices.ts';
import { formOf, type Offered, type RuleForm } from './form.ts';
import { fixedOf } from './overview.ts';
import { previewsOf } from './preview.ts';
import type { Subject } from './subjects.ts';
import { summaryOf } from './summary.ts';
import { unknownEntities, unknownWords } from './unknown.ts';

/** What the page of one rule stands on. */
export interface EditState {
  readonly subject: Subject;
  /** The rule as it is kept, or as a form would make it. */
  readonly rule: Rule | undefined;
  /** What was typed, where it is shown again. */
  readonly form?: RuleForm;
  /** Whether the rule is only looked at, and not kept. */
  readonly notSaved: boolean;
  /** Whether `form` is no rule, so that what is said of `rule` is not about what it shows. */
  readonly unreadable: boolean;
  readonly everywhere: Rule;
  readonly home: Rule | undefined;
  readonly offered: Offered;
  /** Undefined while the home is away. */
  readonly mirror: Mirror | undefined;
}

const MOST_RULES = 20;

/** All that the page of one rule shows. */
export function editOf(state: EditState, words: Words['permissions']) {
  const { subject, rule, mirror, everywhere, home, notSaved } = state;
  const form = state.form ?? formOf(rule);
  const unknown = (
    list: readonly string[] | undefined,
    say: typeof unknownEntities,
  ): readonly string[] =>
    mirror === undefined || state.unreadable ? [] : say(list ?? [], mirror, words);
  const isHome = subject.kind === 'home';
  return {
    title: isHome ? words.everybody : shown(subject.name),
    subject: { kind: subject.kind, id: subject.id },
    fixed: fixedOf(everywhere, words),
    around: [
      ...(isHome || home === undefined ? [] : [words.alsoHolds.everybody(summaryOf(home, words))]),
      ...(subject.kind === 'client' ? ofItsUsers(subject, words) : []),
    ],
    hasRule: subject.rule !== undefined,
    notSaved,
    form,
    exposures: exposuresOf(subject, form, words),
    choices: choicesOf(form, state.offered, mirror, words),
    unknown: {
      entities: unknown(rule?.entities, unknownEntities),
      sensitive: unknown(rule?.sensitive, unknownWords),
      withoutAsking: unknown(rule?.withoutAsking, unknownWords),
    },
    preview:
      mirror === undefined
        ? undefined
        : previewsOf(subject, rule, { everywhere, home }, mirror, words),
  };
}

/** What can be chosen about being exposed; an assistant's rule cannot widen what a person sees. */
function exposuresOf(subject: Subject, form: RuleForm, { form: said }: Words['permissions']) {
  const isClient = subject.kind === 'client';
  const choices = [
    isClient
      ? { value: 'usual', label: said.asUsualClient, hint: '' }
      : { value: 'usual', label: said.asUsual, hint: said.asUsualHint },
    { value: 'only', label: said.onlyExposed, hint: said.onlyExposedHint },
    ...(isClient ? [] : [{ value: 'all', label: said.allExposed, hint: said.allExposedHint }]),
  ];
  const shownNow = choices.some(({ value }) => value === form.exposed) ? form.exposed : 'usual';
  return choices.map((choice) => ({ ...choice, checked: choice.value === shownNow }));
}

/** The rules about people that hold while they use an assistant. */
function ofItsUsers({ audiences }: Subject, words: Words['permissions']): readonly string[] {
  const said = audiences.flatMap(({ who, person }) =>
    typeof who === 'object' && person !== undefined
      ? [words.alsoHolds.person(shown(who.name), summaryOf(person, words))]
      : [],
  );
  return said.slice(0, MOST_RULES);
}
