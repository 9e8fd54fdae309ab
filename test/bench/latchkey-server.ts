import { pino } from 'pino';
import { readConfig } from '../../src/config/read-config.ts';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import { startLatchkey } from '../../src/latchkey.ts';
import { stopOnSignal } from '../../src/stop-on-signal.ts';
import { withoutLimits } from '../support/without-limits.ts';

/**
 * A Latchkey in front of a demo home, in a process of its own: the real thing but for its limits,
 * which one address that sends thousands of requests a second would meet. Prints a person's token.
 */
const home = await startDemoHome();
const { config } = readConfig({
  env: { ...process.env, HOMEASSISTANT_URL: home.url, MCP_HOST: '127.0.0.1' },
  defaultDataDir: '.data',
});
const latchkey = await startLatchkey(config, pino({ level: 'error' }), { limits: withoutLimits });
stopOnSignal(async () => {
  await latchkey.stop();
  await home.stop();
});
console.log(`token ${home.people[0]?.token}`);
