import type { SQLOutputValue } from 'node:sqlite';
import type {
  AuthorizationCode,
  Grant,
  RedeemOutcome,
  RefreshToken,
  RotateOutcome,
} from '../contract.ts';
import { graceNow } from '../grace.ts';
import { integer, type Row, text } from '../rows/row.ts';
import { asRefreshToken } from '../rows/tokens.ts';
import type { Database } from './database.ts';
import type { grantTable } from './grants.ts';

/** Everything that is spent once: authorization codes and refresh tokens. */
export function tokenTables(db: Database, grants: ReturnType<typeof grantTable>) {
  const code = db.prepare(
    'select expires_at, spent_at, answer from authorization_codes where hash = ?',
  );
  const spend = db.prepare(
    'update authorization_codes set spent_at = ?, answer = ? where hash = ?',
  );

  const put = db.prepare('insert into refresh_tokens values (?, ?, ?, ?, null, ?)');
  const get = db.prepare('select * from refresh_tokens where hash = ?');
  const family = db.prepare(`
    select grant_id, expires_at, grace_ends_at, answer_id, ended_at
    from refresh_tokens join grants on id = grant_id where hash = ?`);
  const rotate = db.prepare(
    'update refresh_tokens set grace_ends_at = ?, answer_id = ? where hash = ?',
  );
  const answer = db.prepare(
    'select parameters, answer from refresh_answers where id = ? and hash = ?',
  );
  const addAnswer = db.prepare(`
    insert into refresh_answers (hash, parameters, answer, grace_ends_at)
    values (:hash, :parameters, :answer, :graceEndsAt)`);
  const overwriteAnswer = db.prepare(`
    update refresh_answers set hash = :hash, parameters = :parameters, answer = :answer,
      grace_ends_at = :graceEndsAt
    where id = :id and grace_ends_at <= :now`);

  function putRefresh(token: RefreshToken, grantId: string, answerId: SQLOutputValue): void {
    put.run(token.hash, grantId, token.createdAt, token.expiresAt, answerId);
  }

  /** What presenting a token again that was rotated before leads to. */
  function presentedAgain(
    hash: string,
    row: Row,
    parameters: string,
    graceMs: number,
    now: number,
  ): RotateOutcome {
    const grace = graceNow(integer(row, 'grace_ends_at'), graceMs, now);
    if (grace === 'unknown') return { status: 'mismatch' };
    if (grace === 'inside') {
      const kept = answer.get(integer(row, 'answer_id'), hash);
      return kept && text(kept, 'parameters') === parameters
        ? { status: 'replay', answer: text(kept, 'answer') }
        : { status: 'mismatch' };
    }
    const grantId = text(row, 'grant_id');
    grants.end(grantId, 'refresh_replayed', now);
    return { status: 'reused', grantId };
  }

  return {
    redeemCode(
      hash: AuthorizationCode['hash'],
      made: { readonly grant: Grant; readonly refresh?: RefreshToken; readonly answer: string },
      now: number,
    ): RedeemOutcome {
      return db.atomically(() => {
        const row = code.get(hash);
        if (!row) return { status: 'unknown' };
        if (row.spent_at !== null) {
          return {
            status: 'spent',
            spentAt: integer(row, 'spent_at'),
            answer: text(row, 'answer'),
          };
        }
        if (integer(row, 'expires_at') <= now) return { status: 'unknown' };
        grants.put(made.grant);
        if (made.refresh) putRefresh(made.refresh, made.grant.id, null);
        spend.run(now, made.answer, hash);
        return { status: 'redeemed' };
      });
    },

    refreshToken(hash: string): RefreshToken | undefined {
      const row = get.get(hash);
      return row && asRefreshToken(row);
    },

    rotateRefresh(
      oldHash: string,
      next: {
        readonly refresh: RefreshToken;
        readonly answer: string;
        readonly parameters: string;
      },
      graceMs: number,
      now: number,
    ): RotateOutcome {
      return db.atomically(() => {
        const row = family.get(oldHash);
        if (!row) return { status: 'unknown' };
        if (row.ended_at !== null) return { status: 'ended' };
        if (row.grace_ends_at !== null)
          return presentedAgain(oldHash, row, next.parameters, graceMs, now);
        if (integer(row, 'expires_at') <= now) return { status: 'expired' };

        const grantId = text(row, 'grant_id');
        const kept = {
          hash: oldHash,
          parameters: next.parameters,
          answer: next.answer,
          graceEndsAt: now + graceMs,
        };
        // Its predecessor's answer, when past its grace, is overwritten where it lies: one page.
        const spare = row.answer_id ?? null;
        const reused =
          spare !== null && overwriteAnswer.run({ ...kept, id: spare, now }).changes === 1;
        const answerId = reused ? spare : Number(addAnswer.run(kept).lastInsertRowid);
        rotate.run(kept.graceEndsAt, answerId, oldHash);
        putRefresh(next.refresh, grantId, answerId);
        return { status: 'rotated' };
      });
    },
  };
}
