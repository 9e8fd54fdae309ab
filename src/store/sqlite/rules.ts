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

  /** By home: most have none, and none has many. */
  let remembered: ReadonlyMap<string, readonly KeptRule[]> | undefined;
  let seenVersion: number | undefined;

  function known(): ReadonlyMap<string, readonly KeptRule[]> {
    const version = db.version();
    if (remembered === undefined || version !== seenVersion) {
      seenVersion = version;
      remembered = Map.groupBy(all.all().map(asKept), ({ home }) => home);
    }
    return remembered;
  }

  return {
    of: (home: string, subject: RuleSubject, id: string): Rule | undefined =>
      known()
        .get(home)
        ?.find((one) => one.subject === subject && one.subjectId === id)?.rule,
    all: (): readonly KeptRule[] => [...known().values()].flat(),
    put(home: string, subject: RuleSubject, id: string, rule: Rule | undefined): void {
      if (rule === undefined) drop.run(home, subject, id);
      else put.run(home, subject, id, JSON.stringify(rule));
      remembered = undefined;
    },
  };
}
