import type { Rule, RuleSubject } from '../../policy/rules.ts';
import type { KeptRule } from '../contract.ts';
import { asKept } from '../rows/rules.ts';
import type { Database } from './database.ts';

/**
 * The rules, all of them in memory: there are few, and every request asks. `data_version` says when
 * another connection changed something, as it does for grants.
 */
export function ruleTable(db: Database) {
  const put = db.prepare(`
    insert into rules values (?, ?, ?, ?)
    on conflict (home, subject, subject_id) do update set rule = excluded.rule`);
  const drop = db.prepare('delete from rules where home = ? and subject = ? and subject_id = ?');
  const all = db.prepare('select * from rules order by home, subject, subject_id');

  let remembered: ReadonlyMap<string, KeptRule> | undefined;
  let seenVersion: number | undefined;

  const nameOf = (home: string, subject: RuleSubject, id: string) =>
    JSON.stringify([home, subject, id]);

  function known(): ReadonlyMap<string, KeptRule> {
    const version = db.version();
    if (remembered === undefined || version !== seenVersion) {
      seenVersion = version;
      remembered = new Map(
        all.all().map((row) => {
          const kept = asKept(row);
          return [nameOf(kept.home, kept.subject, kept.subjectId), kept];
        }),
      );
    }
    return remembered;
  }

  return {
    of: (home: string, subject: RuleSubject, id: string): Rule | undefined =>
      known().get(nameOf(home, subject, id))?.rule,
    all: (): readonly KeptRule[] => [...known().values()],
    put(home: string, subject: RuleSubject, id: string, rule: Rule | undefined): void {
      if (rule === undefined) drop.run(home, subject, id);
      else put.run(home, subject, id, JSON.stringify(rule));
      remembered = undefined;
    },
  };
}
