import { Client } from 'pg';
import { SECOND } from '../../core/clock.ts';

const PAUSE_MS = SECOND;
/** How often the connection is tried while nothing is heard, so that a dead one is noticed. */
const TRIED_EVERY_MS = 15 * SECOND;
const PATIENCE_MS = 5 * SECOND;

/**
 * Hears of every grant that ends in any instance, so that streams which stand on it end at once.
 * What is missed while the connection is broken cannot be known, so `heard` is called whenever it is
 * back. It only makes things quick: every question about a grant asks the database anyhow.
 */
export function hearEnds(url: string, heard: () => void): { stop(): Promise<void> } {
  let stopped = false;
  let client: Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let opening: Promise<void> = Promise.resolve();

  async function open(): Promise<void> {
    const mine = new Client({
      connectionString: url,
      application_name: 'latchkey ends',
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
      keepAlive: true,
    });
    client = mine;
    const tried = setInterval(() => void mine.query('select').catch(lost), TRIED_EVERY_MS).unref();
    let over = false;
    function lost(): void {
      if (over) return;
      over = true;
      clearInterval(tried);
      void mine.end().catch(() => {});
      if (!stopped) again = setTimeout(start, PAUSE_MS).unref();
    }
    mine.on('error', lost);
    mine.on('end', lost);
    mine.on('notification', heard);
    try {
      await mine.connect();
      await mine.query('listen latchkey_ends');
      heard();
    } catch {
      lost();
    }
  }

  function start(): void {
    opening = open();
  }

  start();
  return {
    async stop() {
      stopped = true;
      clearTimeout(again);
      await opening;
      await client?.end().catch(() => {});
    },
  };
}
