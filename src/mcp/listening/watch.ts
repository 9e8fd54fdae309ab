import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
} from '@modelcontextprotocol/server';
import type { Principal } from '../../access/principal.ts';
import { noteUse } from '../../audit/note-use.ts';
import { MINUTE, SECOND } from '../../core/clock.ts';
import type { CallDependencies } from '../call-tool.ts';
import { mayUse } from '../offers.ts';
import { personOf } from '../person-of.ts';
import { resourceAt } from '../resources/catalog.ts';
import { stillGranted } from '../still-granted.ts';
import { upstreamFailure } from '../upstream-failure.ts';

/** Whoever is told that a resource changed. */
export interface Told {
  /** Whether the client has read what it was sent before; what it has not is told later. */
  ready(): boolean;
  updated(uri: string): void;
}

/** One resource that one caller wants to hear of. */
export interface Watch {
  /** Says that it may have changed, for a caller who may have missed something. */
  again(): void;
  stop(): void;
}

const HOME_CHANGES =
  'What this home says of itself cannot be subscribed to: it changes every second. Read it when you need it.';

/** However often something changes, a client is told of it once in this time, and of the last change. */
const TOLD_EVERY_MS = SECOND;
const FIRST_PAUSE_MS = SECOND;

/**
 * Listens for changes of an upstream's resource on behalf of a caller who may read it, under its name
 * here. A connection that is lost is listened on anew, and then the caller is told as if the resource
 * had changed, since nobody knows. What a caller may not read any more they are not told of. Throws
 * errors of the protocol.
 */
export async function watchResource(
  principal: Principal,
  uri: string,
  deps: CallDependencies,
  told: Told,
): Promise<Watch> {
  if (resourceAt(uri) !== undefined) {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, HOME_CHANGES, { uri });
  }
  const there = deps.upstreamOffers?.at(uri);
  if (there === undefined || !(await mayUse(principal, there.offer, deps))) {
    throw new ResourceNotFoundError(uri);
  }
  const { upstream, scope } = there.offer;
  let stopped = false;
  let leave = () => {};
  let heardSince = 0;
  let pause = FIRST_PAUSE_MS;
  let due = false;
  let resting: NodeJS.Timeout | undefined;
  let retrying: NodeJS.Timeout | undefined;

  const mayHear = async () =>
    (await stillGranted(principal, scope, deps.store)) && mayUse(principal, there.offer, deps);
  const tell = async () => {
    if (!(await mayHear().catch(() => false)) || stopped) return;
    told.updated(uri);
  };
  const tellIfDue = () => {
    resting = undefined;
    if (!due || stopped) return;
    resting = setTimeout(tellIfDue, TOLD_EVERY_MS).unref();
    if (!told.ready()) return;
    due = false;
    void tell();
  };
  const updated = () => {
    due = true;
    if (resting === undefined) tellIfDue();
  };
  const listen = async () => {
    // Looked up anew each time: it may have been taken out, or written differently, meanwhile.
    const now = deps.upstreamOffers?.at(uri);
    if (now === undefined) throw new ResourceNotFoundError(uri);
    const left = await now.offer.watch(now.uri, { updated, lost }, () =>
      personOf(principal, deps.store),
    );
    heardSince = deps.clock();
    if (stopped) left();
    else leave = left;
  };
  const lost = () => {
    // One that never lasts must not be begun every second.
    pause = deps.clock() - heardSince > MINUTE ? FIRST_PAUSE_MS : pause;
    leave = () => {};
    retry();
  };
  const retry = () => {
    if (stopped) return;
    clearTimeout(retrying);
    retrying = setTimeout(() => {
      listen().then(updated, retry);
    }, pause).unref();
    pause = Math.min(pause * 2, MINUTE);
  };

  const note = (outcome: string) =>
    noteUse(principal, deps.clock(), { kind: 'resource', outcome, detail: { upstream } }, deps);
  try {
    await listen();
    note('done');
  } catch (thrown) {
    stopped = true;
    note('failed');
    throw upstreamFailure(thrown, upstream);
  }
  return {
    again: updated,
    stop() {
      stopped = true;
      clearTimeout(resting);
      clearTimeout(retrying);
      leave();
    },
  };
}
