import { MINUTE, SECOND } from '../../core/clock.ts';
import type { Attempt } from './attempt.ts';
import { explain } from './explain.ts';
import type { KnownClient, Sight, Source, StepKind } from './steps.ts';

/** The same program at the same address: as long as a person may take over a consent form. */
const SAME_SOURCE_MS = 10 * MINUTE;
/** Another program at that address, such as the browser beside it. */
const SAME_ADDRESS_MS = 2 * MINUTE;
/** The same program at another address: hosted clients look around from several machines at once. */
const SAME_AGENT_MS = 30 * SECOND;
/** Discovery by a client that never registers, before its person's browser arrives. */
const DISCOVERY_MS = 2 * MINUTE;
const AGAIN_MS = 30 * MINUTE;

/** What a hosted client does before anybody knows who it is. */
const EARLY: readonly StepKind[] = [
  'challenge',
  'resource_metadata',
  'server_metadata',
  'registration',
];

/**
 * The attempt that a request belongs to, of those that are known, newest last. What names a grant, a
 * form or a client belongs to whoever has it; what names nothing, to what is near in time and place.
 * Undefined when something new begins.
 */
export function attemptOf(
  sight: Sight,
  attempts: readonly Attempt[],
  now: number,
): Attempt | undefined {
  const { grantId, transactionId, client } = sight;
  const byGrant =
    grantId === undefined ? undefined : attempts.findLast((one) => one.grantId === grantId);
  if (grantId !== undefined) return byGrant;
  const byForm =
    transactionId === undefined
      ? undefined
      : attempts.findLast((one) => one.hasForm(transactionId));
  if (byForm !== undefined) return byForm;
  if (client === undefined) return nearest(sight, attempts, now);
  if (sight.kind === 'registration') {
    const near = nearest(sight, attempts, now);
    return near?.client === undefined ? near : undefined;
  }
  if (sight.kind === 'authorize') return asksAPerson(client, sight.from, attempts, now);
  return attempts.findLast((one) => one.is(client.id) && goesOn(one, client, sight.from));
}

/** Whether a client that named no grant of its own may be the one of this attempt. */
function goesOn(attempt: Attempt, client: KnownClient, from: Source): boolean {
  if (client.by !== 'document') return true;
  return attempt.cameFrom(
    ({ address, agent }) => address === from.address && (!from.shared || agent === from.agent),
  );
}

/**
 * A client with an id of its own goes on where it registered. One that all its users share (a
 * document) goes on only where the same browser was, or a stranger who names it would be in the
 * middle of the household's attempt; else what looked around just before is taken for its beginning.
 */
function asksAPerson(
  client: KnownClient,
  from: Source,
  attempts: readonly Attempt[],
  now: number,
): Attempt | undefined {
  const begun = attempts.findLast(
    (one) =>
      one.is(client.id) &&
      !one.closed &&
      !one.full &&
      now - one.lastAt < AGAIN_MS &&
      goesOn(one, client, from),
  );
  if (begun !== undefined || client.by === undefined) return begun;
  const discoveries = attempts.filter(
    (one) =>
      one.reach === 0 &&
      now - one.lastAt < DISCOVERY_MS &&
      one.steps.some(({ kind, result }) => kind === 'server_metadata' && result === 'ok'),
  );
  return (
    discoveries.findLast((one) => one.cameFrom(({ address }) => address === from.address)) ??
    discoveries.at(-1)
  );
}

/** Whether a client that knocks has given up what it began before. */
function beginsAnew(attempt: Attempt, now: number): boolean {
  return attempt.client !== undefined && explain(attempt.steps, now).state === 'stopped';
}

function nearest(
  { from, kind, result }: Sight,
  attempts: readonly Attempt[],
  now: number,
): Attempt | undefined {
  const near = (withinMs: number, here: (source: Source) => boolean) =>
    attempts.findLast(
      (one) =>
        !one.closed &&
        now - one.lastAt < withinMs &&
        one.cameFrom(here) &&
        !(kind === 'challenge' && beginsAnew(one, now)),
    );
  const sameAddress = ({ address }: Source) => address === from.address;
  const sameAgent = ({ agent }: Source) => agent !== '' && agent === from.agent;
  return (
    near(SAME_SOURCE_MS, (one) => sameAddress(one) && one.agent === from.agent) ??
    (from.shared ? undefined : near(SAME_ADDRESS_MS, sameAddress)) ??
    attempts.findLast(
      (one) =>
        EARLY.includes(kind) &&
        result === 'ok' &&
        one.client === undefined &&
        one.registered.size < 2 &&
        now - one.lastAt < SAME_AGENT_MS &&
        one.cameFrom(sameAgent),
    )
  );
}
