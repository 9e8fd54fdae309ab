import { pino } from 'pino';
import { readConfig } from '../../src/config/read-config.ts';
import { startLatchkey } from '../../src/latchkey.ts';
import { stopOnSignal } from '../../src/stop-on-signal.ts';
import { withoutLimits } from '../support/without-limits.ts';

/**
 * A Latchkey in a process of its own: the real thing but for its limits, which one address that
 * sends thousands of requests a second would meet.
 */
const { config } = readConfig({
  env: { ...process.env, MCP_HOST: '127.0.0.1' },
  defaultDataDir: '.data',
});
const latchkey = await startLatchkey(config, pino({ level: 'error' }), { limits: withoutLimits });
stopOnSignal(() => latchkey.stop());
console.log('listening');
