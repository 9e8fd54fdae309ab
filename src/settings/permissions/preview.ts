import type { Mirror } from '../../home/mirror.ts';
import type { Rule } from '../../policy/rules.ts';
import { shown } from '../../policy/sensitive.ts';
import type { Words } from '../../words/words.ts';
import { byArea, type Grouped } from './by-area.ts';
import { type Around, rulesHolding } from './holding.ts';
import { meaningOf } from './meaning.ts';
import type { Audience, Subject } from './subjects.ts';

/** What a rule comes to for one audience. */
export interface Preview {
  readonly who: string;
  readonly sentences: readonly string[];
  readonly seen: Grouped;
  /** Leads to what is asked about; absent where nothing can be done. */
  readonly asks: string | undefined;
  readonly asked: Grouped;
}

/** Looking through the eyes of everybody who uses an assistant would make a page nobody reads. */
const MOST_AUDIENCES = 4;

/** What a rule would mean for those it is about, on the things of the home as they are now. */
export function previewsOf(
  subject: Subject,
  rule: Rule | undefined,
  around: Around,
  mirror: Mirror,
  words: Words['permissions'],
): { readonly previews: readonly Preview[]; readonly more: number } {
  const { audiences } = subject;
  return {
    previews: audiences.slice(0, MOST_AUDIENCES).map((audience) => {
      const rules = rulesHolding(subject, rule, audience, around);
      const { total, seen, controlled, asked } = meaningOf(mirror, rules, audience.scope);
      const controls = seen.length === 0 ? [] : [words.preview.controls(controlled)];
      return {
        who: whoIs(audience, words),
        sentences: [words.sees(seen.length, total), ...controls],
        seen: byArea(seen, mirror),
        asks: controlled === 0 ? undefined : words.preview.asks(asked.length),
        asked: byArea(asked, mirror),
      };
    }),
    more: Math.max(0, audiences.length - MOST_AUDIENCES),
  };
}

function whoIs({ who }: Audience, { preview }: Words['permissions']): string {
  return typeof who === 'object' ? shown(who.name) : preview[who];
}
