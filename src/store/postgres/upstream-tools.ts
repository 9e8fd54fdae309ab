import type { OfferedTool } from '../../upstreams/offer.ts';
import { text } from '../rows/row.ts';
import { type Database, hold, type Queries } from './database.ts';

/** Twice as many as one upstream can offer at a time, so that none in use is ever pushed out. */
const MOST_TOOLS = 2_000;

/** The tools of upstreams that were approved, in the order in which that was done first. */
export function upstreamToolTables(db: Database) {
  return {
    async approved(upstream: string): Promise<ReadonlyMap<string, OfferedTool> | undefined> {
      // In one statement, so that an upstream is never seen between asked and forgotten.
      const rows = await db.all(
        `select tool from asked_upstreams
         left join approved_tools on upstream = asked_upstreams.name
         where asked_upstreams.name = $1 order by id`,
        [upstream],
      );
      if (rows.length === 0) return undefined;
      const tools = rows
        .filter((row) => row.tool !== null)
        .map((row) => JSON.parse(text(row, 'tool')) as OfferedTool);
      return new Map(tools.map((tool) => [tool.name, tool]));
    },
    approve: (upstream: string, tools: readonly OfferedTool[], now: number): Promise<void> =>
      db.atomically(async (step) => {
        await hold(step, 'tools');
        await step.run('insert into asked_upstreams values ($1, $2) on conflict do nothing', [
          upstream,
          now,
        ]);
        for (const tool of tools) {
          await step.run(
            `insert into approved_tools (upstream, name, tool, approved_at) values ($1, $2, $3, $4)
             on conflict (upstream, name) do update
               set tool = excluded.tool, approved_at = excluded.approved_at`,
            [upstream, tool.name, JSON.stringify(tool), now],
          );
        }
        await step.run(
          `delete from approved_tools where id in (select id from approved_tools
             where upstream = $1 order by approved_at desc, id desc offset ${MOST_TOOLS})`,
          [upstream],
        );
      }),
    async withdraw(upstream: string, name: string): Promise<void> {
      await db.run('delete from approved_tools where upstream = $1 and name = $2', [
        upstream,
        name,
      ]);
    },
    forget: (step: Queries, upstream: string): Promise<number> =>
      step.run('delete from asked_upstreams where name = $1', [upstream]),
    forgetAllBut: (step: Queries, upstreams: readonly string[]): Promise<number> =>
      step.run('delete from asked_upstreams where name <> all ($1::text[])', [upstreams]),
  };
}
