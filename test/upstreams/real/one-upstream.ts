import assert from 'node:assert/strict';
import { createCheckedFetch } from '../../../src/net/checked-fetch.ts';
import { readUpstreams } from '../../../src/upstreams/entries.ts';
import { Gateway } from '../../../src/upstreams/gateway.ts';
import type { Shelf } from '../../../src/upstreams/shelf.ts';
import { eventually } from '../../support/eventually.ts';
import { type Ending, lastly } from '../../support/lastly.ts';
import { signInStage } from '../../support/upstream-sign-ins.ts';
import { memoryApprovals } from '../memory-approvals.ts';

/** A gateway that keeps one server, once that has said what it offers. */
export async function oneUpstream(
  t: Ending,
  entry: object,
): Promise<{ readonly gateway: Gateway; readonly shelf: Shelf; protocol(): string | undefined }> {
  const { signIns } = await signInStage(t);
  const gateway = new Gateway({
    store: memoryApprovals(),
    clock: Date.now,
    values: { variable: () => undefined, secret: () => undefined },
    environment: process.env,
    commands: true,
    checkedFetch: createCheckedFetch,
    signIns,
    log: () => {},
  });
  lastly(t, () => gateway.close());
  const read = readUpstreams({ mcpServers: { it: entry } });
  assert.ok(read.ok);
  assert.deepEqual(read.value.faults, []);
  await gateway.keep(read.value.entries);
  const shelf = gateway.shelves.get('it');
  assert.ok(shelf, gateway.report()[0]?.problem);
  await eventually(async () => shelf.tools.length > 0);
  return { gateway, shelf, protocol: () => gateway.report()[0]?.protocol };
}
