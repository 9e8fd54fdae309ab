import type { AuthorizationCode, ConsentTransaction, FinishOutcome, Store } from '../contract.ts';
import { asCode, asTransaction } from '../rows/consent.ts';
import type { clientTable } from './clients.ts';
import { type Database, hold, type Queries } from './database.ts';
import type { peopleTables } from './people.ts';

// Answered ones are bounded too: a stranger can deny as fast as they can ask.
const EVICT = `
  delete from consent_transactions where id in (
    select id from consent_transactions
    where (finished_at is null) = $1 and id <> $2
    order by created_at desc, seq desc offset $3)`;

/** The consent forms that were handed out, and the codes they led to. */
export function consentTables(
  db: Database,
  clients: ReturnType<typeof clientTable>,
  people: ReturnType<typeof peopleTables>,
) {
  async function keepCode(
    step: Queries,
    code: AuthorizationCode,
    credentialId: string,
  ): Promise<void> {
    await step.run(
      `insert into authorization_codes (hash, grant_id, client_id, request, scope, home, person_id,
         credential_id, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        code.hash,
        code.grantId,
        code.request.clientId,
        JSON.stringify(code.request),
        JSON.stringify(code.scope),
        code.home,
        code.personId,
        credentialId,
        code.createdAt,
        code.expiresAt,
      ],
    );
  }

  return {
    put: (transaction: ConsentTransaction, limit: number): Promise<void> =>
      db.atomically(async (step) => {
        await hold(step, 'forms');
        await step.run(
          `insert into consent_transactions (id, request, client_id, browser_hash, created_at,
             expires_at, outcome, finished_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [
            transaction.id,
            JSON.stringify(transaction.request),
            transaction.request.clientId,
            transaction.browserHash,
            transaction.createdAt,
            transaction.expiresAt,
            transaction.outcome ?? null,
            transaction.finishedAt ?? null,
          ],
        );
        await step.run(EVICT, [true, transaction.id, Math.max(limit - 1, 0)]);
        await step.run(EVICT, [false, transaction.id, Math.max(limit, 0)]);
      }),

    async get(id: string, now: number): Promise<ConsentTransaction | undefined> {
      const sql = 'select * from consent_transactions where id = $1 and expires_at > $2';
      const row = await db.first(sql, [id, now]);
      return row && asTransaction(row);
    },

    finish: (
      id: string,
      { outcome, allowed }: Parameters<Store['finishTransaction']>[1],
      now: number,
    ): Promise<FinishOutcome> =>
      db.atomically(async (step) => {
        const row = await step.first(
          'select * from consent_transactions where id = $1 and expires_at > $2 for update',
          [id, now],
        );
        if (!row) return { status: 'unknown' };
        const before = asTransaction(row);
        if (before.outcome !== undefined) return { status: 'already', outcome: before.outcome };
        await step.run(
          'update consent_transactions set outcome = $1, finished_at = $2 where id = $3',
          [outcome, now, id],
        );
        if (allowed) {
          await people.putPerson(step, allowed.person);
          const credentialId = await people.keepCredential(step, allowed.credential);
          await keepCode(step, allowed.code, credentialId);
          await clients.approve(step, allowed.code.request.clientId, now);
        }
        return { status: 'finished' };
      }),

    async code(hash: string): Promise<AuthorizationCode | undefined> {
      const row = await db.first('select * from authorization_codes where hash = $1', [hash]);
      return row && asCode(row);
    },

    /** Forgets what waits for a client: first its forms, so that none of them makes another code. */
    async dropOfClient(step: Queries, clientId: string): Promise<void> {
      await step.run('delete from consent_transactions where client_id = $1', [clientId]);
      await step.run('delete from authorization_codes where client_id = $1 and spent_at is null', [
        clientId,
      ]);
    },

    /** Forgets the codes that were not spent and would stand on this credential. */
    dropOfCredential: (step: Queries, credentialId: string): Promise<number> =>
      step.run('delete from authorization_codes where credential_id = $1 and spent_at is null', [
        credentialId,
      ]),
  };
}
