import type { Mirror } from '../../home/mirror.ts';
import { shown } from '../../policy/sensitive.ts';
import type { Words } from '../../words/words.ts';
import type { Offered, RuleForm } from './form.ts';
import { scopeName } from './summary.ts';

/** A box to tick. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly checked: boolean;
}

/** A list of boxes of one name. */
export interface ChoiceList {
  /** The field's name. */
  readonly name: 'scope' | 'area' | 'domain' | 'label';
  readonly choices: readonly Choice[];
  readonly chosen: number;
}

/** What can be ticked in this home now; what a rule names besides stays on the form. */
export function offeredBy(
  mirror: Mirror | undefined,
  supported: readonly string[],
  kept: RuleForm,
): Offered {
  const domains = mirror === undefined ? [] : mirror.entities().map(({ domain }) => domain);
  return {
    scopes: [...new Set([...supported, ...kept.scope])],
    areas: [...new Set([...(mirror?.areas.keys() ?? []), ...kept.area])],
    domains: [...new Set([...domains, ...kept.domain])],
    labels: [...new Set([...(mirror?.labels.keys() ?? []), ...kept.label])],
  };
}

/** The boxes of a form, in the order of their names. */
export function choicesOf(
  form: RuleForm,
  offered: Offered,
  mirror: Mirror | undefined,
  words: Words['permissions'],
): Readonly<Record<'scopes' | 'areas' | 'domains' | 'labels', ChoiceList>> {
  const counts = new Map<string, number>();
  for (const { domain } of mirror?.entities() ?? []) {
    counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  const placed = (id: string, name: string | undefined, count: number | undefined) =>
    name === undefined || count === undefined
      ? words.form.gone(shown(id))
      : words.form.withCount(shown(name), count);
  const kindName = (domain: string) =>
    Object.hasOwn(words.kinds, domain)
      ? words.kinds[domain as keyof typeof words.kinds]
      : `${domain.slice(0, 1).toUpperCase()}${domain.slice(1).replaceAll('_', ' ')}`;
  return {
    scopes: list(
      'scope',
      offered.scopes,
      form.scope,
      (one) => scopeName(one, words.scopeChoices),
      false,
    ),
    areas: list('area', offered.areas, form.area, (id) =>
      placed(id, mirror?.areas.get(id)?.name, mirror?.inArea(id).length),
    ),
    domains: list('domain', offered.domains, form.domain, (id) =>
      placed(id, kindName(id), counts.get(id)),
    ),
    labels: list('label', offered.labels, form.label, (id) =>
      placed(id, mirror?.labels.get(id)?.name, mirror?.withLabel(id).length),
    ),
  };
}

function list(
  name: ChoiceList['name'],
  values: readonly string[],
  ticked: readonly string[],
  label: (value: string) => string,
  sorted = true,
): ChoiceList {
  const choices = values.map((value) => ({
    value,
    label: label(value),
    checked: ticked.includes(value),
  }));
  if (sorted) choices.sort((one, other) => one.label.localeCompare(other.label));
  return { name, choices, chosen: choices.filter(({ checked }) => checked).length };
}
