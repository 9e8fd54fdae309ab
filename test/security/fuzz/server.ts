/**
 * The Latchkey under fire, in a process of its own: it logs everything, and answers its parent's
 * questions about memory and time.
 */
import { pino } from 'pino';
import { readConfig } from '../../../src/config/read-config.ts';
import { refused } from '../../../src/core/result.ts';
import { startLatchkey } from '../../../src/latchkey.ts';
import { LIMITS } from '../../../src/net/limits/table.ts';
import { withoutLimits } from '../../support/without-limits.ts';

const { config } = readConfig({ env: process.env, defaultDataDir: '' });
const log = pino({ level: 'trace' }, pino.destination({ dest: process.env.FUZZ_LOG ?? '' }));
let ahead = 0;
const latchkey = await startLatchkey(config, log, {
  clock: () => Date.now() + ahead,
  // Nothing that is generated here leaves this machine.
  fetch: async () => refused('unreachable'),
  limits: process.env.FUZZ_LIMITS === 'real' ? LIMITS : withoutLimits,
});

process.on('message', (question: { readonly pass?: number }) => {
  ahead += question.pass ?? 0;
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ rss, heapUsed });
});
process.once('disconnect', () => void latchkey.stop());
process.send?.({ base: latchkey.doors.canonical.issuer });
