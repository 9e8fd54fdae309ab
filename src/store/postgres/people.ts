import type { Credential, GrantEnd, Person } from '../contract.ts';
import { asCredential, asPerson } from '../rows/people.ts';
import { text } from '../rows/row.ts';
import type { Database, Queries } from './database.ts';

/** Who signed in, and their sealed keys to their home. */
export function peopleTables(db: Database) {
  async function putPerson(step: Queries, person: Person): Promise<void> {
    await step.run(
      `insert into people values ($1, $2, $3, $4, $5)
       on conflict (home, id) do update set name = excluded.name,
         administrator = excluded.administrator, seen_at = excluded.seen_at`,
      [person.home, person.id, person.name, person.administrator ? 1 : 0, person.seenAt],
    );
  }

  return {
    async person(home: string, id: string): Promise<Person | undefined> {
      const row = await db.first('select * from people where home = $1 and id = $2', [home, id]);
      return row && asPerson(row);
    },
    putPerson,
    async credential(id: string): Promise<Credential | undefined> {
      const row = await db.first('select * from credentials where id = $1', [id]);
      return row && asCredential(row);
    },
    async credentialByFingerprint(
      home: string,
      personId: string,
      fingerprint: string,
    ): Promise<Credential | undefined> {
      const row = await db.first(
        'select * from credentials where home = $1 and person_id = $2 and fingerprint = $3',
        [home, personId, fingerprint],
      );
      return row && asCredential(row);
    },
    /**
     * Keeps a credential unless the same secret is kept already; the id of the one that is kept,
     * which nobody can forget before the caller's step is over.
     */
    async keepCredential(step: Queries, given: Credential): Promise<string> {
      const row = await step.first(
        `insert into credentials values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (home, person_id, fingerprint) do update set id = credentials.id
         returning id`,
        [
          given.id,
          given.home,
          given.personId,
          given.kind,
          given.fingerprint,
          given.sealed,
          given.createdAt,
        ],
      );
      return row === undefined ? given.id : text(row, 'id');
    },
    async credentials(): Promise<readonly Credential[]> {
      return (await db.all('select * from credentials order by id collate "C"')).map(asCredential);
    },
    reseal: async (id: string, from: string, to: string): Promise<boolean> =>
      (await db.run('update credentials set sealed = $1 where id = $2 and sealed = $3', [
        to,
        id,
        from,
      ])) === 1,
    /** Makes whoever keeps or forgets this credential wait until the caller's step is over. */
    holdCredential: (step: Queries, id: string): Promise<number> =>
      step.run('select from credentials where id = $1 for update', [id]),
    /** Forgets a credential, unless its home still has to be told that nothing needs it. */
    forgetCredential: (step: Queries, id: string, reason: GrantEnd): Promise<number> =>
      step.run("delete from credentials where id = $1 and (kind <> 'oauth' or $2)", [
        id,
        reason === 'credential_refused',
      ]),
    async unusedCredentials(now: number): Promise<readonly Credential[]> {
      const rows = await db.all(
        `select * from credentials where kind = 'oauth'
           and id not in (select credential_id from grants where ended_at is null)
           and id not in (select credential_id from authorization_codes
             where spent_at is null and expires_at > $1)`,
        [now],
      );
      return rows.map(asCredential);
    },
  };
}
