import type { WaitingWhole } from '../../control/answers.ts';
import { changedParts } from '../../control/what-changed.ts';
import type { OfferedTool } from '../../upstreams/offer.ts';
import { isPromptEntry, promptOfEntry } from '../../upstreams/prompt-entry.ts';
import type { Words } from '../../words/words.ts';
import { type SideBySide, sideBySide } from './side-by-side.ts';

/** What the page of one server's tools is made from. */
export interface ToolsNow {
  readonly name: string;
  readonly waiting: readonly WaitingWhole[];
  readonly approvedAs: (tool: string) => OfferedTool | undefined;
  readonly inUse: readonly OfferedTool[];
  /** Why it could not be asked just now. */
  readonly problem: string | undefined;
}

/** A tool as the page shows it; all texts are the server's own words, made visible. */
export interface ShownTool {
  /** What the form brings back. */
  readonly id: string;
  readonly called: string;
  readonly description: string | undefined;
  readonly whole: string;
}

export interface ShownWaiting extends ShownTool {
  readonly isNew: boolean;
  readonly twice: boolean;
  readonly changes: readonly (SideBySide & { readonly part: string })[];
}

/** More would make a page that nobody reads to its end. */
const MOST_WAITING = 50;
/** An offer is at most 4 MB, which is no page: those in use were read before. */
const LONGEST_IN_USE = 2_000;

/** All that the page shows, from what is known. */
export function toolsModel({ waiting, approvedAs, inUse, problem }: ToolsNow, words: Words) {
  const { toolsPage } = words.servers;
  const counts = Map.groupBy(waiting, ({ name }) => name);
  const shown = waiting.slice(0, MOST_WAITING).map((one): ShownWaiting => {
    const before = one.reason === 'changed' ? approvedAs(one.name) : undefined;
    return {
      ...shownTool(one.tool, idOf(one), words),
      isNew: one.reason === 'new',
      twice: (counts.get(one.name)?.length ?? 0) > 1,
      changes:
        before === undefined
          ? []
          : changedParts(before, one.tool).map(({ part, was, is }) => ({
              part: toolsPage.parts[part],
              ...sideBySide(visible(textOf(was)), visible(textOf(is))),
            })),
    };
  });
  return {
    waiting: shown,
    approvable: shown.filter(({ twice }) => !twice).length,
    more: waiting.length > shown.length ? toolsPage.more(waiting.length - shown.length) : undefined,
    inUse: inUse.map((tool) => {
      const { whole, ...rest } = shownTool(tool, tool.name, words);
      return { ...rest, whole: cut(whole) };
    }),
    problem: problem && toolsPage.cannotAsk(problem),
  };
}

/** Names a waiting tool and its wording. */
function idOf({ pin, name }: Pick<WaitingWhole, 'pin' | 'name'>): string {
  return `${pin} ${name}`;
}

/** The tool and wording that a form names; undefined for what no form of ours says. */
export function readTool(id: string): { readonly name: string; readonly pin: string } | undefined {
  const [, pin, name] = /^([\w-]{43}) (.*)$/s.exec(id) ?? [];
  return pin === undefined || name === undefined ? undefined : { pin, name };
}

function shownTool(tool: OfferedTool, id: string, { servers }: Words): ShownTool {
  const { name, description } = tool;
  const prompt = isPromptEntry(name) ? promptOfEntry(tool) : undefined;
  return {
    id,
    called: prompt === undefined ? visible(name) : servers.toolsPage.prompt(visible(prompt.name)),
    description: description === undefined ? undefined : visible(description),
    whole: visible(JSON.stringify(tool, null, 2)),
  };
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/**
 * A stranger's words with nothing hidden in them: signs that show as nothing or turn a line around, in
 * which an instruction could lie that only an assistant reads, show as their numbers.
 */
function visible(text: string): string {
  return text.replace(HIDDEN, (sign) =>
    sign === ' ' || sign === '\n' ? sign : `⟨${sign.codePointAt(0)?.toString(16)}⟩`,
  );
}

/** Also what varies the sign before it, but for the one that makes an emoji colourful. */
const HIDDEN = /[\p{C}\p{Z}]|\p{Variation_Selector}(?<!\p{Extended_Pictographic}\u{fe0f})/gu;

function cut(text: string): string {
  return text.length > LONGEST_IN_USE ? `${text.slice(0, LONGEST_IN_USE)}…` : text;
}
