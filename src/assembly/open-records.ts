import type { FastifyBaseLogger } from 'fastify';
import { auditEnds } from '../audit/ends.ts';
import { Refusals } from '../audit/refusals.ts';
import { boundStrangers } from '../audit/strangers.ts';
import type { Config } from '../config/config.ts';
import type { Clock } from '../core/clock.ts';
import { tellAnswers } from '../doctor/timeline/follow-store.ts';
import { Timeline } from '../doctor/timeline/timeline.ts';
import { Counts, countEvents } from '../metrics/counts.ts';
import type { Store } from '../store/contract.ts';
import type { Instances } from '../store/instances.ts';
import { openStore } from '../store/open-store.ts';
import { tellEnds } from '../store/tell-ends.ts';
import { TOOLS } from '../tools/catalog.ts';

/** The store with everybody who follows what is done to it. */
export interface Records {
  readonly store: Store;
  /** Absent where there is but one Latchkey. */
  readonly instances: Instances | undefined;
  readonly timeline: Timeline;
  readonly counts: Counts;
  /** What is turned away, written down some at a time. */
  readonly refusals: Refusals;
  /** How much of a disk it takes. */
  bytes(): Promise<number>;
  /** Tells a listener when grants may have ended, here or in another instance. */
  onEnds(listener: () => void): () => void;
  /** Tells a listener when grants may have ended here. */
  onOwnEnds(listener: () => void): void;
}

/** Opens them. Throws as `openStore`. */
export async function openRecords(
  config: Config,
  log: FastifyBaseLogger,
  clock: Clock,
): Promise<Records> {
  const { store, instances, bytes } = await openStore(config, {
    onError: (trouble) =>
      log.warn({ reason: (trouble as Error).message }, 'the audit log could not be written yet'),
    onWait: (sentence) => log.warn(sentence),
  });
  const timeline = new Timeline(clock);
  const counts = new Counts(() => TOOLS.map(({ name }) => name));
  const hearing = new Set<() => void>();
  const hearingOwn = new Set<() => void>();
  const tell = () => {
    for (const hear of hearing) hear();
  };
  instances?.on('ends', tell);
  const audited = auditEnds(
    config.auditMs === 0 ? { ...store, appendAudit: () => {} } : boundStrangers(store, clock),
  );
  const ending = tellEnds(audited, () => {
    for (const hear of hearingOwn) hear();
    tell();
  });
  const followed = countEvents(tellAnswers(ending, timeline), counts);
  return {
    store: followed,
    instances,
    timeline,
    counts,
    refusals: new Refusals(followed, clock),
    bytes,
    onEnds(listener) {
      hearing.add(listener);
      return () => void hearing.delete(listener);
    },
    onOwnEnds: (listener) => void hearingOwn.add(listener),
  };
}
