import { hash } from 'node:crypto';
import type { Rule, RuleSubject } from '../../policy/rules.ts';
import type { Client, Grant, KeptRule, Person } from '../../store/contract.ts';
import { supportedNow } from '../../upstreams/supported-now.ts';
import { type ListedUser, mayAdminister } from '../administrators.ts';
import type { SettingsDependencies } from '../dependencies.ts';
import { ruleOf } from './holding.ts';
import { programsOf } from './programs.ts';

/** Somebody through whose eyes a rule is looked at. */
export interface Audience {
  readonly who: 'administrators' | 'others' | 'itself' | { readonly name: string };
  readonly administrator: boolean;
  /** The rule about the person, where it is one. */
  readonly person?: Rule | undefined;
  /** What was granted, or could be. */
  readonly scope: readonly string[];
}

/** Whom a rule can be about. */
export interface Subject {
  readonly kind: RuleSubject;
  /** Empty for the home itself. */
  readonly id: string;
  /** As a person knows it; empty for the home itself. */
  readonly name: string;
  readonly rule: Rule | undefined;
  /** Whether something stands on a sign-in now. */
  readonly connected: boolean;
  /** A program that the operator listed. */
  readonly program: boolean;
  readonly audiences: readonly Audience[];
}

type Needs = Pick<SettingsDependencies, 'store' | 'config' | 'gateway'>;

/** Whoever a rule can be about: the home, people and clients, in the order of their names. */
export async function subjectsOf(
  deps: Needs,
  home: string,
  users: readonly ListedUser[],
): Promise<readonly Subject[]> {
  const [rules, grants, clients] = await Promise.all([
    deps.store.rules(),
    deps.store.grants(),
    deps.store.clients(),
  ]);
  const kept = rules.filter((one) => one.home === home);
  const live = grants.filter((grant) => grant.home === home && grant.endedAt === undefined);
  const scope = supportedNow(deps.config, deps.gateway);
  const generally: readonly Audience[] = [
    { who: 'administrators', administrator: true, scope },
    { who: 'others', administrator: false, scope },
  ];
  const people = await peopleOf(deps, { home, kept, live, users, scope });
  const program = await programsOf(deps, home, kept);
  return [
    {
      ...{ kind: 'home', id: '', name: '', connected: true, program: false },
      rule: ruleOf(kept, 'home', ''),
      audiences: generally,
    },
    ...people,
    ...clientsOf({ kept, live, clients, people, program, generally }),
  ];
}

/** The words of a subject in the path of its page: its id where that is safe in any path. */
export function pathOf({ kind, id }: Pick<Subject, 'kind' | 'id'>): string {
  if (kind === 'home') return 'permissions/home';
  // Proxies on the way decode and normalize paths, which an address as an id would not survive.
  const safe = /^[\w-][\w.-]{0,150}$/.test(id);
  return `permissions/${kind}/${safe ? id : `~${hash('sha256', id, 'base64url').slice(0, 22)}`}`;
}

/** The subject that a path means, by its own word or by its id. */
export function subjectAt(
  subjects: readonly Subject[],
  kind: RuleSubject,
  word: string,
): Subject | undefined {
  const ofKind = subjects.filter((one) => one.kind === kind);
  return (
    ofKind.find(({ id }) => id === word) ??
    ofKind.find((one) => pathOf(one) === `permissions/${kind}/${word}`)
  );
}

async function peopleOf(
  { store }: Pick<Needs, 'store'>,
  known: {
    readonly home: string;
    readonly kept: readonly KeptRule[];
    readonly live: readonly Grant[];
    readonly users: readonly ListedUser[];
    readonly scope: readonly string[];
  },
): Promise<readonly Subject[]> {
  const { home, kept, live, scope } = known;
  const users = new Map(
    known.users
      .filter((user) => user.is_active === true && user.system_generated !== true)
      .map((user) => [user.id, user]),
  );
  const ids = new Set([
    ...live.map(({ personId }) => personId),
    ...kept.flatMap(({ subject, subjectId }) => (subject === 'person' ? [subjectId] : [])),
    ...users.keys(),
  ]);
  const people = await Promise.all(
    [...ids].map(async (id): Promise<Subject> => {
      const person: Pick<Person, 'name' | 'administrator'> | undefined = await store.person(
        home,
        id,
      );
      const user = users.get(id);
      const name = person?.name ?? (user?.name || id);
      const rule = ruleOf(kept, 'person', id);
      const administrator = person?.administrator ?? (user !== undefined && mayAdminister(user));
      return {
        ...{ kind: 'person', id, name, rule, program: false },
        connected: live.some(({ personId }) => personId === id),
        audiences: [{ who: { name }, administrator, person: rule, scope }],
      };
    }),
  );
  return byName(people);
}

function clientsOf(known: {
  readonly kept: readonly KeptRule[];
  readonly live: readonly Grant[];
  readonly clients: readonly Client[];
  readonly people: readonly Subject[];
  readonly program: ReadonlyMap<string, Audience | undefined>;
  readonly generally: readonly Audience[];
}): readonly Subject[] {
  const { kept, live, program } = known;
  const named = new Map(known.clients.map(({ id, name }) => [id, name]));
  const ids = new Set([
    ...live.map(({ clientId }) => clientId),
    ...kept.flatMap(({ subject, subjectId }) => (subject === 'client' ? [subjectId] : [])),
    ...program.keys(),
  ]);
  const clients = [...ids].map((id): Subject => {
    const grants = live.filter(({ clientId }) => clientId === id);
    const itself = program.get(id);
    const audiences = [...usersOf(grants, known.people), ...(itself === undefined ? [] : [itself])];
    return {
      ...{ kind: 'client', id, name: named.get(id) ?? id, rule: ruleOf(kept, 'client', id) },
      connected: grants.length > 0,
      program: program.has(id),
      audiences: audiences.length === 0 ? known.generally : audiences,
    };
  });
  return byName(clients);
}

/** The people who use a client, each with what they gave it. */
function usersOf(grants: readonly Grant[], people: readonly Subject[]): readonly Audience[] {
  return people.flatMap(({ id, audiences: [person] }) => {
    const theirs = grants.filter(({ personId }) => personId === id);
    if (person === undefined || theirs.length === 0) return [];
    return [{ ...person, scope: theirs.flatMap(({ scope }) => scope) }];
  });
}

function byName(subjects: readonly Subject[]): readonly Subject[] {
  return [...subjects].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}
