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

/**
 * What a tool says otherwise than when it was approved, a line a part. Texts are shown as
 * `… words [-were-] {+are+} words …`.
 */
export function whatChanged(before: OfferedTool | undefined, now: OfferedTool): readonly string[] {
  if (before === undefined) return [];
  const changed = Object.entries(PARTS).flatMap(([field, name]) => {
    const was = before[field as keyof OfferedTool];
    const is = now[field as keyof OfferedTool];
    if (isDeepStrictEqual(was ?? null, is ?? null)) return [];
    const areTexts = [was ?? '', is ?? ''].every((one) => typeof one === 'string');
    return areTexts ? [`${name}: ${wordDiff(String(was ?? ''), String(is ?? ''))}`] : [name];
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
