import { ENERGY_READ, intersect, withImplied } from './scopes.ts';

/** Whom a rule is about: a whole home, one person of it, or one client whoever uses it. */
export type RuleSubject = 'home' | 'person' | 'client';

/** Which entities there are for somebody: those that every list names; one that is absent says nothing. */
export interface EntityLimits {
  readonly domains?: readonly string[];
  readonly areas?: readonly string[];
  /** Labels of the entity, its device or its area; one of these is enough. */
  readonly labels?: readonly string[];
  readonly entities?: readonly string[];
}

/** What one rule says; whatever it leaves out it leaves to others. */
export interface Rule extends EntityLimits {
  /** Only tools that change nothing. */
  readonly readOnly?: boolean;
  /** Scopes beyond which nothing goes, whatever was granted. */
  readonly scopes?: readonly string[];
  /** Only what is exposed to Assist; absent: so for whoever is no administrator. */
  readonly exposedOnly?: boolean;
  /** Asked before, besides what always is: entity ids, domains, or services as `domain.service`. */
  readonly sensitive?: readonly string[];
  /** Not asked before although it usually would be; in the same words. */
  readonly withoutAsking?: readonly string[];
}

/** Everything that holds for one caller. */
export interface Rules {
  readonly readOnly: boolean;
  /** Absent: whatever was granted. */
  readonly scopes: readonly string[] | undefined;
  readonly exposedOnly: boolean;
  /** Whether no rule says so, but that the person is no administrator. */
  readonly exposedByDefault: boolean;
  /** Each of them has to permit an entity. */
  readonly limits: readonly EntityLimits[];
  readonly sensitive: readonly string[];
  readonly withoutAsking: readonly string[];
}

/** What a rule looks at of an entity. */
export interface EntityFacts {
  readonly id: string;
  readonly domain: string;
  readonly areaId: string | undefined;
  /** Its own labels and those of its device and area. */
  readonly labels: readonly string[];
  readonly exposed: boolean;
}

/** The rules about one caller, by whom each is about. */
export interface RulesAbout {
  /** What the configuration says, of everybody in every home. */
  readonly everywhere: Rule;
  readonly home?: Rule | undefined;
  readonly person?: Rule | undefined;
  readonly client?: Rule | undefined;
}

/**
 * What holds for a caller. A client's rule only ever narrows: what one person sees of their home is no
 * matter of the program that they use, so it does not lift the default for people who are no
 * administrators.
 */
export function rulesOver(
  { everywhere, home, person, client }: RulesAbout,
  administrator: boolean,
): Rules {
  const { exposedOnly, ...rest } = client ?? {};
  const narrowing = { ...rest, ...(exposedOnly === true && { exposedOnly }) };
  const rules = [everywhere, home, person, narrowing].filter((rule) => rule !== undefined);
  return combine(rules, administrator);
}

const LISTS = ['domains', 'areas', 'labels', 'entities'] as const;

/**
 * All rules about one caller as one. What is permitted only ever narrows with each rule; the one word
 * that widens is `exposedOnly: false`, which lifts the default for people who are no administrators
 * and no other rule. What any rule wants asked is asked, even where another would do without.
 */
export function combine(rules: readonly Rule[], administrator: boolean): Rules {
  const scopes = rules.flatMap((rule) => (rule.scopes === undefined ? [] : [rule.scopes]));
  const exposedOnly = rules.some((rule) => rule.exposedOnly === true);
  const exposedByDefault =
    !exposedOnly && !administrator && !rules.some((rule) => rule.exposedOnly === false);
  return {
    readOnly: rules.some((rule) => rule.readOnly === true),
    scopes: scopes.length === 0 ? undefined : scopes.map(withImplied).reduce(intersect),
    exposedOnly: exposedOnly || exposedByDefault,
    exposedByDefault,
    limits: rules.filter((rule) => LISTS.some((list) => rule[list] !== undefined)),
    sensitive: rules.flatMap((rule) => rule.sensitive ?? []),
    withoutAsking: rules.flatMap((rule) => rule.withoutAsking ?? []),
  };
}

/**
 * The rules as they hold for a tool. The household's energy is a permission of its own, and its meters
 * are hardly ever exposed to Assist: the default that nobody wrote does not take it back.
 */
export function rulesFor(rules: Rules, tool: { readonly scope: string }): Rules {
  const lifted = rules.exposedByDefault && tool.scope === ENERGY_READ;
  return lifted ? { ...rules, exposedOnly: false } : rules;
}

/** Whether there is anything in the home that these rules keep from a caller. */
export function areLimited({ exposedOnly, limits }: Rules): boolean {
  return exposedOnly || limits.length > 0;
}

/** Whether an entity is there for a caller. What is not known to be exposed is not exposed. */
export function permits(rules: Rules, entity: EntityFacts): boolean {
  if (rules.exposedOnly && !entity.exposed) return false;
  return rules.limits.every(
    ({ domains, areas, labels, entities }) =>
      (domains === undefined || domains.includes(entity.domain)) &&
      (areas === undefined || (entity.areaId !== undefined && areas.includes(entity.areaId))) &&
      (labels === undefined || entity.labels.some((label) => labels.includes(label))) &&
      (entities === undefined || entities.includes(entity.id)),
  );
}
