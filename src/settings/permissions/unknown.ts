import type { Mirror } from '../../home/mirror.ts';
import { suggest } from '../../tools/suggest.ts';
import type { Words } from '../../words/words.ts';

/** Looking for what was meant costs a walk through the home, each time. */
const MOST = 10;

/** What is said of words that nothing in the home goes by: kept all the same, it may come back. */
export function unknownEntities(
  ids: readonly string[],
  mirror: Mirror,
  { unknown }: Words['permissions'],
): readonly string[] {
  const missing = ids.filter((id) => mirror.entity(id) === undefined);
  const candidates = mirror.entities();
  return withRest(missing, unknown.more, (id) => {
    const [near] = suggest(id, candidates, 1);
    return near === undefined ? unknown.entity(id) : unknown.near(id, near);
  });
}

/** The same for words that may be an entity, a domain or a service. */
export function unknownWords(
  words: readonly string[],
  mirror: Mirror,
  { unknown }: Words['permissions'],
): readonly string[] {
  const domains = new Set([
    ...mirror.services.keys(),
    ...mirror.entities().map(({ domain }) => domain),
  ]);
  const missing = words.filter((word) => {
    const [domain = '', service] = word.split('.');
    if (service === undefined) return !domains.has(domain);
    return mirror.entity(word) === undefined && mirror.service(domain, service) === undefined;
  });
  const candidates = [...mirror.entities(), ...[...domains].map((id) => ({ id }))];
  return withRest(missing, unknown.more, (word) => {
    const [near] = suggest(word, candidates, 1);
    return near === undefined ? unknown.word(word) : unknown.wordNear(word, near);
  });
}

function withRest(
  missing: readonly string[],
  more: (count: number) => string,
  say: (word: string) => string,
): readonly string[] {
  const rest = missing.length - MOST;
  return [...missing.slice(0, MOST).map(say), ...(rest > 0 ? [more(rest)] : [])];
}
