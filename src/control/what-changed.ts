import { isDeepStrictEqual } from 'node:util';
import type { OfferedTool } from '../upstreams/offer.ts';

const PARTS = {
  title: 'title',
  description: 'description',
  inputSchema: 'input schema',
  outputSchema: 'output schema',
  annotations: 'annotations',
} as const satisfies Partial<Record<keyof OfferedTool, string>>;

const AROUND = 3;
const LONGEST = 300;

/** A part of a tool that is not what it was, with what it is now. */
export interface ChangedPart {
  readonly part: keyof typeof PARTS;
  readonly was: unknown;
  readonly is: unknown;
}

/** The parts of a tool that are not as they were approved. */
export function changedParts(before: OfferedTool, now: OfferedTool): readonly ChangedPart[] {
  return (Object.keys(PARTS) as (keyof typeof PARTS)[]).flatMap((part) => {
    const [was, is] = [before[part], now[part]];
    return isDeepStrictEqual(was ?? null, is ?? null) ? [] : [{ part, was, is }];
  });
}

/**
 * What a tool says otherwise than when it was approved, a line a part. Texts are shown as
 * `… words [-were-] {+are+} words …`.
 */
export function whatChanged(before: OfferedTool | undefined, now: OfferedTool): readonly string[] {
  if (before === undefined) return [];
  const changed = changedParts(before, now).map(({ part, was, is }) => {
    const name = PARTS[part];
    const areTexts = [was ?? '', is ?? ''].every((one) => typeof one === 'string');
    return areTexts ? `${name}: ${wordDiff(String(was ?? ''), String(is ?? ''))}` : name;
  });
  return changed.length > 0 ? changed : ['it is offered twice under this name'];
}

/** The first and the last difference and all between them, with a few words around. */
export function wordDiff(was: string, is: string): string {
  const [old, fresh] = [words(was), words(is)];
  const most = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < most && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
  const before = old.slice(Math.max(0, start - AROUND), start);
  const after = old.slice(old.length - end, old.length - end + AROUND);
  return [
    start > AROUND ? '…' : '',
    ...before,
    marked('[-', old.slice(start, old.length - end), '-]'),
    marked('{+', fresh.slice(start, fresh.length - end), '+}'),
    ...after,
    end > AROUND ? '…' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function marked(open: string, part: readonly string[], close: string): string {
  const text = part.join(' ');
  if (text === '') return '';
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return `${open}${shown}${close}`;
}
