import type { ClientAnswer, GrantAnswer } from '../control/grant-answers.ts';
import { printable } from '../core/printable.ts';
import type { GrantEnd } from '../store/contract.ts';
import { count, minutes } from './connection-lines.ts';

const ENDS: Readonly<Record<GrantEnd, string>> = {
  revoked_by_client: 'the assistant signed out',
  code_replayed: 'its sign-in code was used twice',
  refresh_replayed: 'its refresh token was used twice',
  credential_refused: 'Home Assistant no longer accepted the sign-in',
  disconnected: 'it was disconnected here',
  expired: 'it was not used for a long time',
};

/** A grant for people: whose it is, and what there is to know of it. */
export function grantLines(one: GrantAnswer): readonly string[] {
  const { id, door, scope, givenScope, createdAt, lastUsedAt, lastFrom, pausedAt } = one;
  const from = lastFrom === undefined ? '' : ` from ${lastFrom}`;
  const lines = [
    whose(one),
    `  id ${id}`,
    `  through ${door}, since ${minutes(createdAt)}, last used ${minutes(lastUsedAt)}${from}`,
    `  may ${scope.join(' ')}${givenScope === undefined ? '' : ` (lowered from ${givenScope.join(' ')})`}`,
  ];
  if (pausedAt !== undefined) lines.push(`  paused since ${minutes(pausedAt)}`);
  return lines;
}

/** A grant that is over, as one line. */
export function endedLine(one: GrantAnswer): string {
  const { endedAt = 0, endedReason = 'disconnected' } = one;
  return `${minutes(endedAt)}  ${whose(one)}: ${ENDS[endedReason]}`;
}

/** `Claude (claude.ai) for Ada at home`. */
export function whose({ client, person }: GrantAnswer): string {
  const host = client.host === undefined ? '' : ` (${client.host})`;
  const name = `${client.name ?? client.id}${host}`;
  return printable(`${name} for ${person.name ?? person.id} at ${person.home}`);
}

/** A client for people. */
export function clientLines(one: ClientAnswer): readonly string[] {
  const { id, name, origin, createdAt, approvedAt, grants } = one;
  const allowed =
    approvedAt === undefined ? 'nobody allowed it yet' : `first allowed ${minutes(approvedAt)}`;
  return [
    `${printable(name)}: ${count(grants, 'connection')}`,
    `  id ${printable(id)}`,
    `  ${origin}, known since ${minutes(createdAt)}, ${allowed}`,
  ];
}
