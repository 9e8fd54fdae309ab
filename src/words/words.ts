import Negotiator from 'negotiator';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { nl } from './nl.ts';
import { ru } from './ru.ts';

/** All that pages say, in one language; a room each. The compiler holds every language to it. */
export type Words = typeof en;

/**
 * The languages of our pages, by their tags (RFC 5646); the first is spoken when none fits. Each is
 * touched when it is spoken, since the bundle loads it then.
 */
export const LANGUAGES: ReadonlyMap<string, () => Words> = new Map([
  ['en', () => en],
  ['de', () => de],
  ['es', () => es],
  ['fr', () => fr],
  ['nl', () => nl],
  ['ru', () => ru],
]);

/** A language, and all that pages say in it. */
export interface Speech {
  readonly language: string;
  readonly words: Words;
}

/** What to speak with a browser: the best of what it asks for (RFC 9110 section 12.5.4). */
export function speechFor(acceptLanguage: string | undefined): Speech {
  const headers = { 'accept-language': acceptLanguage };
  const asked = new Negotiator({ headers }).language([...LANGUAGES.keys()]);
  const words = LANGUAGES.get(asked ?? '');
  return words === undefined || asked === undefined
    ? { language: 'en', words: en }
    : { language: asked, words: words() };
}
