import { tokenHash } from '../../keys/token-hash.ts';
import type { AuditFilter } from '../../store/contract.ts';
import type { SettingsDependencies } from '../dependencies.ts';

/** One thing the log can be narrowed to. */
export interface Choice {
  /** What stands in the address instead of an id, which may be a URL: the Supervisor reads queries. */
  readonly key: string;
  readonly name: string;
  readonly filter: AuditFilter;
}

/** Whom the log can be narrowed to. */
export interface Choices {
  readonly people: readonly Choice[];
  readonly assistants: readonly Choice[];
}

/** A key that tells a name apart from others and says nothing of it. */
export function keyOf(...parts: readonly string[]): string {
  return tokenHash(JSON.stringify(parts)).slice(0, 12);
}

/** Everybody who let an assistant in, whoever else `names` knows, and every assistant and program. */
export async function readChoices(
  { store, config }: Pick<SettingsDependencies, 'store' | 'config'>,
  names: ReadonlyMap<string, string>,
  home: string | undefined,
): Promise<Choices> {
  const people = new Map<string, Choice>();
  const add = (of: string, id: string, name: string) => {
    const key = keyOf('person', of, id);
    people.set(key, { key, name, filter: { person: { home: of, id } } });
  };
  if (home !== undefined) for (const [id, name] of names) add(home, id, name);
  const grants = await store.grants();
  for (const { home: of, personId } of grants) {
    if (people.has(keyOf('person', of, personId))) continue;
    add(of, personId, (await store.person(of, personId))?.name ?? personId);
  }
  const used = new Set(grants.map(({ clientId }) => clientId));
  const clients = (await store.clients())
    .filter(({ id, approvedAt }) => approvedAt !== undefined || used.has(id))
    .map(({ id, name }) => ({ key: keyOf('client', id), name, filter: { clientId: id } }));
  const machines = config.apiKeys.map(({ name }) => ({
    key: keyOf('machine', name),
    name,
    filter: { machine: name },
  }));
  return { people: sorted([...people.values()]), assistants: sorted([...clients, ...machines]) };
}

function sorted(choices: readonly Choice[]): readonly Choice[] {
  return choices.toSorted((one, other) => one.name.localeCompare(other.name));
}
