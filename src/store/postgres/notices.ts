import { Client } from 'pg';
import { MINUTE, SECOND } from '../../core/clock.ts';
import type { Instances, Topic } from '../instances.ts';
import type { Queries } from './database.ts';

const PAUSE_MS = SECOND;
/** How often the connection is tried while nothing is heard, so that a dead one is noticed. */
const TRIED_EVERY_MS = 15 * SECOND;
const PATIENCE_MS = 5 * SECOND;

const TOPICS: readonly Topic[] = ['ends', 'states', 'gateway', 'said'];
const channel = (topic: Topic) => `latchkey_${topic}`;
/** PostgreSQL takes no longer ones. */
const LONGEST_BYTES = 7_900;

/**
 * Hears what happens in every instance on a connection of its own, so that what was ended or changed
 * in one counts in all at once. What is missed while it is broken cannot be known, so everybody is
 * told whenever it is back; and once a minute, since a pooler in between may swallow notices.
 */
export function listenTo(
  url: string,
  db: Queries,
): Pick<Instances, 'on' | 'say'> & { stop(): Promise<void> } {
  const listeners = new Map(TOPICS.map((topic) => [topic, new Set<(text: string) => void>()]));
  let stopped = false;
  let client: Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let opening: Promise<void> = Promise.resolve();

  function tell(topic: Topic, text: string): void {
    for (const listener of listeners.get(topic) ?? []) listener(text);
  }

  function tellAll(): void {
    for (const topic of TOPICS) if (topic !== 'said') tell(topic, '');
  }

  async function open(): Promise<void> {
    const mine = new Client({
      connectionString: url,
      application_name: 'latchkey notices',
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
    mine.on('notification', ({ channel: heard, payload = '' }) => {
      const topic = TOPICS.find((one) => channel(one) === heard);
      if (topic !== undefined) tell(topic, payload);
    });
    try {
      await mine.connect();
      await mine.query(TOPICS.map((topic) => `listen ${channel(topic)}`).join('; '));
      tellAll();
    } catch {
      lost();
    }
  }

  function start(): void {
    opening = open();
  }

  start();
  const anyhow = setInterval(tellAll, MINUTE).unref();
  return {
    on(topic, listener) {
      listeners.get(topic)?.add(listener);
      return () => void listeners.get(topic)?.delete(listener);
    },
    async say(text) {
      if (Buffer.byteLength(text) > LONGEST_BYTES) return;
      await db.all('select pg_notify($1, $2)', [channel('said'), text]).catch(() => {});
    },
    async stop() {
      stopped = true;
      clearTimeout(again);
      clearInterval(anyhow);
      await opening;
      await client?.end().catch(() => {});
    },
  };
}
