import type { Grant, RedeemOutcome, RefreshToken, RotateOutcome, Store } from '../contract.ts';
import { graceNow } from '../grace.ts';
import { integer, type Row, text } from '../rows/row.ts';
import { asRefreshToken } from '../rows/tokens.ts';
import type { Database, Queries } from './database.ts';
import type { grantTable } from './grants.ts';

type Next = Parameters<Store['rotateRefresh']>[1];

// The first of those that rotate a token at once has its row; the others see it spent and insert
// nothing. Its predecessor forgets its answer, once that is past its grace.
const ROTATE = `
  with spent as (
    update refresh_tokens set grace_ends_at = $2, parameters = $3, answer = $4
    from grants
    where refresh_tokens.hash = $1 and grants.id = refresh_tokens.grant_id
      and grants.ended_at is null and refresh_tokens.grace_ends_at is null
      and refresh_tokens.expires_at > $5
    returning refresh_tokens.grant_id, refresh_tokens.predecessor
  ), forgotten as (
    update refresh_tokens set parameters = null, answer = null
    from spent where refresh_tokens.hash = spent.predecessor
      and refresh_tokens.grace_ends_at <= $5
  )
  insert into refresh_tokens (hash, grant_id, created_at, expires_at, predecessor)
  select $6, spent.grant_id, $7::bigint, $8::bigint, $1 from spent
  returning grant_id`;

/** What presenting a token again that was rotated before leads to. */
function presentedAgain(row: Row, parameters: string): RotateOutcome {
  return row.answer !== null && text(row, 'parameters') === parameters
    ? { status: 'replay', answer: text(row, 'answer') }
    : { status: 'mismatch' };
}

/** Everything that is spent once: authorization codes and refresh tokens. */
export function tokenTables(
  db: Database,
  grants: ReturnType<typeof grantTable>,
  touch: (grantId: string, now: number) => void,
) {
  const putRefresh = (step: Queries, token: RefreshToken, grantId: string) =>
    step.run(
      `insert into refresh_tokens (hash, grant_id, created_at, expires_at)
       values ($1, $2, $3, $4)`,
      [token.hash, grantId, token.createdAt, token.expiresAt],
    );

  /** Why a token could not be rotated; ends its family when it is in two hands. */
  async function refusal(
    hash: string,
    parameters: string,
    graceMs: number,
    now: number,
  ): Promise<RotateOutcome> {
    const row = await db.first(
      `select refresh_tokens.*, grants.ended_at from refresh_tokens
       join grants on grants.id = grant_id where hash = $1`,
      [hash],
    );
    if (!row) return { status: 'unknown' };
    if (row.ended_at !== null) return { status: 'ended' };
    if (row.grace_ends_at === null) return { status: 'expired' };
    const grace = graceNow(integer(row, 'grace_ends_at'), graceMs, now);
    if (grace === 'unknown') return { status: 'mismatch' };
    if (grace === 'inside') return presentedAgain(row, parameters);
    const grantId = text(row, 'grant_id');
    await grants.end(db, grantId, 'refresh_replayed', now);
    return { status: 'reused', grantId };
  }

  return {
    redeemCode: (
      hash: string,
      made: { readonly grant: Grant; readonly refresh?: RefreshToken; readonly answer: string },
      now: number,
    ): Promise<RedeemOutcome> =>
      db.atomically(async (step) => {
        const row = await step.first(
          'select expires_at, spent_at, answer from authorization_codes where hash = $1 for update',
          [hash],
        );
        if (!row) return { status: 'unknown' };
        if (row.spent_at !== null) {
          const spentAt = integer(row, 'spent_at');
          return { status: 'spent', spentAt, answer: text(row, 'answer') };
        }
        if (integer(row, 'expires_at') <= now) return { status: 'unknown' };
        await grants.put(step, made.grant);
        if (made.refresh) await putRefresh(step, made.refresh, made.grant.id);
        await step.run(
          'update authorization_codes set spent_at = $1, answer = $2 where hash = $3',
          [now, made.answer, hash],
        );
        return { status: 'redeemed' };
      }),

    async refreshToken(hash: string): Promise<RefreshToken | undefined> {
      const row = await db.first('select * from refresh_tokens where hash = $1', [hash]);
      return row && asRefreshToken(row);
    },

    async rotateRefresh(
      oldHash: string,
      { refresh, answer, parameters }: Next,
      graceMs: number,
      now: number,
    ): Promise<RotateOutcome> {
      const rotated = await db.first(ROTATE, [
        oldHash,
        now + graceMs,
        parameters,
        answer,
        now,
        refresh.hash,
        refresh.createdAt,
        refresh.expiresAt,
      ]);
      if (rotated === undefined) return refusal(oldHash, parameters, graceMs, now);
      touch(text(rotated, 'grant_id'), now);
      return { status: 'rotated' };
    },
  };
}
