/**
 * The Latchkey that faults happen to, in a process of its own: the real thing, but for limits where
 * one address sends what a village would, and a clock that its parent may set. It starts and is
 * refused like `main.ts`.
 */
import { setegid, seteuid } from 'node:process';
import { pino } from 'pino';
import { startRefusedMessage } from '../../src/config/messages.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { LatchkeyError } from '../../src/core/errors.ts';
import { startLatchkey } from '../../src/latchkey.ts';
import { withoutLimits } from '../support/without-limits.ts';
import type { Measured, Question } from './latchkey-process.ts';

// Nobody is left to hear of it, should the parent be gone before the start is over.
process.once('disconnect', process.exit);
const unhandled: string[] = [];
const warnings: string[] = [];
process.on('unhandledRejection', (reason) => void unhandled.push(String(reason)));
process.on('warning', ({ name, message }) => void warnings.push(`${name}: ${message}`));

// After everything was loaded, since the checkout may be readable by its owner only.
const somebody = process.env.FAULT_UID;
if (somebody !== undefined) {
  setegid?.(Number(somebody));
  seteuid?.(Number(somebody));
}

let ahead = 0;
// A clock that begins where the one of the process before was killed, however long a start takes.
const beginsAt = process.env.FAULT_NOW === undefined ? undefined : Number(process.env.FAULT_NOW);
let listensSince: number | undefined;
const now = () =>
  beginsAt === undefined
    ? Date.now()
    : Math.floor(beginsAt + performance.now() - (listensSince ?? performance.now()));
try {
  const { config } = readConfig({ env: process.env, defaultDataDir: '' });
  const latchkey = await startLatchkey(config, pino({ level: 'warn' }, pino.destination(2)), {
    clock: () => now() + ahead,
    environment: process.env,
    ...(process.env.FAULT_LIMITS !== 'real' && { limits: withoutLimits }),
  });
  listensSince = performance.now();
  process.off('disconnect', process.exit);
  process.once('disconnect', () => void latchkey.stop());
  process.send?.({ base: latchkey.doors.canonical.issuer });
} catch (error) {
  if (!(error instanceof LatchkeyError)) throw error;
  console.error(startRefusedMessage(error));
  process.exit(1);
}

function countOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

process.on('message', ({ pass = 0 }: Question) => {
  ahead += pass;
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const resources = countOf(process.getActiveResourcesInfo());
  const measured: Measured = {
    rss,
    used: heapUsed + external,
    resources,
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    unhandled,
    warnings,
  };
  process.send?.(measured);
});
