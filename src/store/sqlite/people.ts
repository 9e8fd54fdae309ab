import type { Credential, GrantEnd, Person } from '../contract.ts';
import { asCredential, asPerson } from '../rows/people.ts';
import type { Database } from './database.ts';

/** How many people are remembered: more than live in a house, and those of a house that is hosted. */
const REMEMBERED = 1_000;

/**
 * Who signed in, and their sealed keys to their home. Every request asks who somebody is, so people
 * are kept in memory; `db.version` says when another connection changed something.
 */
export function peopleTables(db: Database) {
  const putPerson = db.prepare(`
    insert into people values (?, ?, ?, ?, ?)
    on conflict (home, id) do update set name = excluded.name,
      administrator = excluded.administrator, seen_at = excluded.seen_at`);
  const getPerson = db.prepare('select * from people where home = ? and id = ?');
  const putCredential = db.prepare('insert into credentials values (?, ?, ?, ?, ?, ?, ?)');
  const getCredential = db.prepare('select * from credentials where id = ?');
  const byFingerprint = db.prepare(
    'select * from credentials where home = ? and person_id = ? and fingerprint = ?',
  );
  const every = db.prepare('select * from credentials order by id');
  const reseal = db.prepare('update credentials set sealed = ? where id = ? and sealed = ?');
  const forget = db.prepare(
    "delete from credentials where id = :id and (kind <> 'oauth' or :refused)",
  );
  const unused = db.prepare(`
    select * from credentials where kind = 'oauth'
      and id not in (select credential_id from grants where ended_at is null)
      and id not in (select credential_id from authorization_codes
        where spent_at is null and expires_at > ?)`);

  function findByFingerprint(
    home: string,
    personId: string,
    fingerprint: string,
  ): Credential | undefined {
    const row = byFingerprint.get(home, personId, fingerprint);
    return row && asCredential(row);
  }

  const remembered = new Map<string, Person>();
  let seenVersion: number | undefined;

  /** As the database has them now; for use inside a step that may change them. */
  function read(home: string, id: string): Person | undefined {
    const row = getPerson.get(home, id);
    return row && asPerson(row);
  }

  return {
    read,
    person(home: string, id: string): Person | undefined {
      const version = db.version();
      if (version !== seenVersion || remembered.size >= REMEMBERED) remembered.clear();
      seenVersion = version;
      const name = JSON.stringify([home, id]);
      const person = remembered.get(name) ?? read(home, id);
      if (person !== undefined) remembered.set(name, person);
      return person;
    },
    putPerson(person: Person): void {
      remembered.clear();
      const administrator = person.administrator ? 1 : 0;
      putPerson.run(person.home, person.id, person.name, administrator, person.seenAt);
    },
    credential(id: string): Credential | undefined {
      const row = getCredential.get(id);
      return row && asCredential(row);
    },
    credentialByFingerprint: findByFingerprint,
    /** Keeps a credential unless the same secret is kept already; the id of the one that is kept. */
    keepCredential(given: Credential): string {
      const kept = findByFingerprint(given.home, given.personId, given.fingerprint);
      if (kept) return kept.id;
      putCredential.run(
        given.id,
        given.home,
        given.personId,
        given.kind,
        given.fingerprint,
        given.sealed,
        given.createdAt,
      );
      return given.id;
    },
    credentials: (): Credential[] => every.all().map(asCredential),
    reseal: (id: string, from: string, to: string): boolean =>
      reseal.run(to, id, from).changes === 1,
    /** Forgets a credential, unless its home still has to be told that nothing needs it. */
    forgetCredential(id: string, reason: GrantEnd): void {
      forget.run({ id, refused: reason === 'credential_refused' ? 1 : 0 });
    },
    unusedCredentials: (now: number): Credential[] => unused.all(now).map(asCredential),
  };
}
