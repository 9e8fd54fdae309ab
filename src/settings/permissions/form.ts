import { z } from 'zod';
import type { Rule, RuleSubject } from '../../policy/rules.ts';
import { SENSITIVE_WORD, shown } from '../../policy/sensitive.ts';
import type { Words } from '../../words/words.ts';

/** More entities than this belong into an area or a label: each is looked for at every request. */
const MOST_ENTITIES = 500;
const MOST_WORDS = 200;
const ENTITY = /^[a-z0-9_]+\.[a-z0-9_]+$/;

/** Ticked boxes of one name: none, one or several fields of a form. */
const ticked = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.string().min(1).max(300)).max(2_000),
);
const text = z.string().max(60_000).default('');

const FORM = z.object({
  subject: z.enum(['home', 'person', 'client']),
  id: z.string().max(600).default(''),
  readOnly: z.literal('on').optional(),
  exposed: z.enum(['usual', 'only', 'all']).default('usual'),
  scope: ticked,
  area: ticked,
  domain: ticked,
  label: ticked,
  entities: text,
  sensitive: text,
  withoutAsking: text,
});

/** The form of a rule as it was sent, or as it is shown for a rule. */
export type RuleForm = Omit<z.infer<typeof FORM>, 'subject' | 'id'>;

/** Reads what a browser sent. Throws a ZodError for what no form of ours sends. */
export function readForm(body: unknown): {
  readonly subject: RuleSubject;
  readonly id: string;
  readonly form: RuleForm;
} {
  const { subject, id, ...form } = FORM.parse(body);
  return { subject, id, form };
}

/** The form that shows a rule. */
export function formOf(rule: Rule | undefined): RuleForm {
  const lines = (list: readonly string[] | undefined) => (list ?? []).join('\n');
  const exposed = rule?.exposedOnly;
  return {
    readOnly: rule?.readOnly === true ? 'on' : undefined,
    exposed: exposed === undefined ? 'usual' : exposed ? 'only' : 'all',
    scope: [...(rule?.scopes ?? [])],
    area: [...(rule?.areas ?? [])],
    domain: [...(rule?.domains ?? [])],
    label: [...(rule?.labels ?? [])],
    entities: lines(rule?.entities),
    sensitive: lines(rule?.sensitive),
    withoutAsking: lines(rule?.withoutAsking),
  };
}

/** What may be ticked: what was on the form. */
export interface Offered {
  readonly scopes: readonly string[];
  readonly areas: readonly string[];
  readonly domains: readonly string[];
  readonly labels: readonly string[];
}

export type ReadRule =
  | { readonly ok: true; readonly rule: Rule }
  | { readonly ok: false; readonly problem: string };

/** The rule that a form means, or why it means none. */
export function ruleFrom(
  form: RuleForm,
  kind: RuleSubject,
  offered: Offered,
  { problems }: Words['permissions'],
): ReadRule {
  const ticks = [
    ['scopes', form.scope],
    ['areas', form.area],
    ['domains', form.domain],
    ['labels', form.label],
  ] as const;
  const gone = ticks.some(([list, chosen]) => chosen.some((one) => !offered[list].includes(one)));
  // What only narrows is never offered the one word that widens.
  if (gone || (kind === 'client' && form.exposed === 'all')) return fault(problems.gone);
  const entities = wordsIn(form.entities);
  const sensitive = wordsIn(form.sensitive);
  const withoutAsking = wordsIn(form.withoutAsking);
  const noEntity = entities.find((word) => !ENTITY.test(word));
  if (noEntity !== undefined) return fault(problems.entity(shown(noEntity)));
  const noWord = [...sensitive, ...withoutAsking].find((word) => !SENSITIVE_WORD.test(word));
  if (noWord !== undefined) return fault(problems.word(shown(noWord)));
  if (entities.length > MOST_ENTITIES) return fault(problems.tooMany(MOST_ENTITIES));
  if (Math.max(sensitive.length, withoutAsking.length) > MOST_WORDS) {
    return fault(problems.tooMany(MOST_WORDS));
  }
  const lists = { ...Object.fromEntries(ticks), entities, sensitive, withoutAsking };
  return {
    ok: true,
    rule: {
      ...(form.readOnly === 'on' && { readOnly: true }),
      ...(form.exposed !== 'usual' && { exposedOnly: form.exposed === 'only' }),
      ...Object.fromEntries(
        Object.entries(lists).flatMap(([name, list]) =>
          list.length === 0 ? [] : [[name, [...new Set(list)]]],
        ),
      ),
    },
  };
}

/** Whether a rule says anything at all. */
export function saysSomething(rule: Rule): boolean {
  return Object.keys(rule).length > 0;
}

/** Words on lines of their own, or between commas. */
function wordsIn(lines: string): readonly string[] {
  const words = lines.toLowerCase().split(/[\n\r,]+/);
  return [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))];
}

function fault(problem: string): ReadRule {
  return { ok: false, problem };
}
