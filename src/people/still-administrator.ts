import { currentUser } from '../home/commands.ts';
import type { Commander } from '../home/link.ts';
import { type KeepPersonDependencies, keepPerson } from './keep-person.ts';

/**
 * Asks a home anew whether the person of a connection is an administrator there (websocket
 * `auth/current_user`): for what only administrators may do, an answer of minutes ago is too old.
 * Throws like `Commander.command`.
 */
export async function stillAdministrator(
  home: string,
  connection: Commander,
  deps: KeepPersonDependencies,
): Promise<boolean> {
  const user = await currentUser(connection);
  await keepPerson(home, user, deps);
  return user.administrator;
}
