import type { AuthorizationCode, ConsentTransaction, FinishOutcome, Store } from '../contract.ts';
import { asCode, asTransaction } from '../rows/consent.ts';
import type { clientTable } from './clients.ts';
import type { Database } from './database.ts';
import { countExcess, deleteOldest } from './oldest.ts';
import type { peopleTables } from './people.ts';

/** The consent forms that were handed out, and the codes they led to. */
export function consentTables(
  db: Database,
  clients: ReturnType<typeof clientTable>,
  people: ReturnType<typeof peopleTables>,
) {
  const put = db.prepare(`
    insert into consent_transactions values (:id, :request, :clientId, :browserHash, :createdAt,
      :expiresAt, :outcome, :finishedAt)`);
  // Answered ones are bounded too: a stranger can deny as fast as they can ask.
  const kinds = ['finished_at is null', 'finished_at is not null'].map((which) => ({
    excess: countExcess(db, 'consent_transactions', which),
    deleteOldest: deleteOldest(db, 'consent_transactions', which),
  }));
  const get = db.prepare('select * from consent_transactions where id = ? and expires_at > ?');
  const finish = db.prepare(
    'update consent_transactions set outcome = ?, finished_at = ? where id = ?',
  );
  const putCode = db.prepare(`
    insert into authorization_codes values (:hash, :grantId, :clientId, :request, :scope, :home,
      :personId, :credentialId, :createdAt, :expiresAt, null, null)`);
  const code = db.prepare('select * from authorization_codes where hash = ?');
  const dropTransactions = db.prepare('delete from consent_transactions where client_id = ?');
  const dropCodes = db.prepare(
    'delete from authorization_codes where client_id = ? and spent_at is null',
  );
  const dropCodesOfCredential = db.prepare(
    'delete from authorization_codes where credential_id = ? and spent_at is null',
  );

  return {
    put(transaction: ConsentTransaction, limit: number): void {
      db.atomically(() => {
        put.run({
          id: transaction.id,
          request: JSON.stringify(transaction.request),
          clientId: transaction.request.clientId,
          browserHash: transaction.browserHash,
          createdAt: transaction.createdAt,
          expiresAt: transaction.expiresAt,
          outcome: transaction.outcome ?? null,
          finishedAt: transaction.finishedAt ?? null,
        });
        for (const kind of kinds) kind.deleteOldest(kind.excess(limit), transaction.id);
      });
    },

    get(id: string, now: number): ConsentTransaction | undefined {
      const row = get.get(id, now);
      return row && asTransaction(row);
    },

    finish(
      id: string,
      { outcome, allowed }: Parameters<Store['finishTransaction']>[1],
      now: number,
    ): FinishOutcome {
      return db.atomically(() => {
        const row = get.get(id, now);
        if (!row) return { status: 'unknown' };
        const before = asTransaction(row);
        if (before.outcome !== undefined) return { status: 'already', outcome: before.outcome };
        finish.run(outcome, now, id);
        if (allowed) {
          people.putPerson(allowed.person);
          const credentialId = people.keepCredential(allowed.credential);
          putCode.run({
            hash: allowed.code.hash,
            grantId: allowed.code.grantId,
            clientId: allowed.code.request.clientId,
            request: JSON.stringify(allowed.code.request),
            scope: JSON.stringify(allowed.code.scope),
            home: allowed.code.home,
            personId: allowed.code.personId,
            credentialId,
            createdAt: allowed.code.createdAt,
            expiresAt: allowed.code.expiresAt,
          });
          clients.approve(allowed.code.request.clientId, now);
        }
        return { status: 'finished' };
      });
    },

    code(hash: string): AuthorizationCode | undefined {
      const row = code.get(hash);
      return row && asCode(row);
    },

    /** Forgets what waits for a client: its forms and its codes that were not spent. */
    dropOfClient(clientId: string): void {
      dropTransactions.run(clientId);
      dropCodes.run(clientId);
    },

    /** Forgets the codes that were not spent and would stand on this credential. */
    dropOfCredential(credentialId: string): void {
      dropCodesOfCredential.run(credentialId);
    },
  };
}
