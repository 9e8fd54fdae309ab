import type { Rule, RuleSubject } from '../../policy/rules.ts';
import type { KeptRule } from '../contract.ts';
import { asKept } from '../rows/rules.ts';
import type { Queries } from './database.ts';

/** The rules about homes, people and clients. */
export function ruleTable(db: Queries) {
  return {
    async of(home: string, subject: RuleSubject, id: string): Promise<Rule | undefined> {
      const row = await db.first(
        'select * from rules where home = $1 and subject = $2 and subject_id = $3',
        [home, subject, id],
      );
      return row && asKept(row).rule;
    },
    async all(): Promise<readonly KeptRule[]> {
      const rows = await db.all(
        'select * from rules order by home collate "C", subject collate "C", subject_id collate "C"',
      );
      return rows.map(asKept);
    },
    async put(
      home: string,
      subject: RuleSubject,
      id: string,
      rule: Rule | undefined,
    ): Promise<void> {
      const about = [home, subject, id];
      if (rule === undefined) {
        await db.run(
          'delete from rules where home = $1 and subject = $2 and subject_id = $3',
          about,
        );
        return;
      }
      await db.run(
        `insert into rules values ($1, $2, $3, $4)
         on conflict (home, subject, subject_id) do update set rule = excluded.rule`,
        [...about, JSON.stringify(rule)],
      );
    },
  };
}
