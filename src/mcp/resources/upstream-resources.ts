import { type ReadResourceResult, ResourceNotFoundError } from '@modelcontextprotocol/server';
import type { Principal } from '../../access/principal.ts';
import { noteUse } from '../../audit/note-use.ts';
import type { ResourceList } from '../../upstreams/resource-list.ts';
import type { CallOptions } from '../../upstreams/shelf.ts';
import type { CallDependencies } from '../call-tool.ts';
import { mayUse, usable } from '../offers.ts';
import { personOf } from '../person-of.ts';
import { upstreamFailure } from '../upstream-failure.ts';

/** JSON-RPC codes with which servers of either era say that there is no such resource. */
const NOT_FOUND = new Set([-32_002, -32_602]);

/** The resources of the upstreams a principal may use; one that does not answer is passed over. */
export async function upstreamResources(
  principal: Principal,
  deps: CallDependencies,
): Promise<ResourceList> {
  const offers = await usable(principal, deps.upstreamOffers?.resources() ?? [], deps);
  const lists = await Promise.all(
    offers.map((offer) => offer.list(() => personOf(principal, deps.store))),
  );
  return {
    resources: lists.flatMap(({ resources }) => resources),
    templates: lists.flatMap(({ templates }) => templates),
  };
}

/** Policy, the upstream, and the audit log, in which only whose it was is written down. */
export async function readUpstreamResource(
  principal: Principal,
  uri: string,
  deps: CallDependencies,
  options: CallOptions,
): Promise<ReadResourceResult> {
  const there = deps.upstreamOffers?.at(uri);
  if (there === undefined || !(await mayUse(principal, there.offer, deps))) {
    throw new ResourceNotFoundError(uri);
  }
  const { upstream } = there.offer;
  const startedAt = deps.clock();
  const note = (outcome: string) =>
    noteUse(principal, startedAt, { kind: 'resource', outcome, detail: { upstream } }, deps);
  try {
    const result = await there.offer.read(there.uri, {
      ...options,
      person: () => personOf(principal, deps.store),
    });
    note('done');
    return result;
  } catch (thrown) {
    note('failed');
    if (options.signal?.aborted) throw thrown;
    const { code } = (thrown ?? {}) as { readonly code?: unknown };
    if (typeof code === 'number' && NOT_FOUND.has(code)) throw new ResourceNotFoundError(uri);
    throw upstreamFailure(thrown, upstream);
  }
}
