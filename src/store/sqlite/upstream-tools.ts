import type { OfferedTool } from '../../upstreams/offer.ts';
import { text } from '../rows/row.ts';
import type { Database } from './database.ts';

/** Twice as many as one upstream can offer at a time, so that none in use is ever pushed out. */
const MOST_TOOLS = 2_000;

/** The tools of upstreams that were approved, in the order in which that was done first. */
export function upstreamToolTables(db: Database) {
  const ask = db.prepare('insert into asked_upstreams values (?, ?) on conflict (name) do nothing');
  const asked = db.prepare('select name from asked_upstreams where name = ?');
  const put = db.prepare(`
    insert into approved_tools (upstream, name, tool, approved_at) values (?, ?, ?, ?)
    on conflict (upstream, name) do update
      set tool = excluded.tool, approved_at = excluded.approved_at`);
  const of = db.prepare('select tool from approved_tools where upstream = ? order by id');
  const bound = db.prepare(`
    delete from approved_tools where id in (select id from approved_tools where upstream = ?
      order by approved_at desc, id desc limit -1 offset ${MOST_TOOLS})`);
  const forget = db.prepare(
    'delete from asked_upstreams where name not in (select value from json_each(?))',
  );

  const forgetOne = db.prepare('delete from asked_upstreams where name = ?');
  const withdraw = db.prepare('delete from approved_tools where upstream = ? and name = ?');

  return {
    approved(upstream: string): ReadonlyMap<string, OfferedTool> | undefined {
      if (asked.get(upstream) === undefined) return undefined;
      const tools = of.all(upstream).map((row) => JSON.parse(text(row, 'tool')) as OfferedTool);
      return new Map(tools.map((tool) => [tool.name, tool]));
    },
    approve(upstream: string, tools: readonly OfferedTool[], now: number): void {
      db.atomically(() => {
        ask.run(upstream, now);
        for (const tool of tools) put.run(upstream, tool.name, JSON.stringify(tool), now);
        bound.run(upstream);
      });
    },
    withdraw: (upstream: string, name: string): void => void withdraw.run(upstream, name),
    forget: (upstream: string): void => void forgetOne.run(upstream),
    forgetAllBut(upstreams: readonly string[]): void {
      forget.run(JSON.stringify(upstreams));
    },
  };
}
