/** A Latchkey in a process of its own, for tests of two that share their data. */
import { pino } from 'pino';
import { readConfig } from '../../src/config/read-config.ts';
import { startLatchkey } from '../../src/latchkey.ts';

const { config } = readConfig({ env: process.env, defaultDataDir: '' });
const latchkey = await startLatchkey(config, pino({ level: 'silent' }));
process.send?.('listening');
process.once('disconnect', () => void latchkey.stop());
