import type { Check, DoorSubject } from '../check.ts';
import { type Compared, comparedDocuments, isSame } from '../compared.ts';
import { problem, SOUND, type Verdict } from '../finding.ts';
import type { Heard } from '../probes/ask.ts';

/** Whether something on the way keeps old copies of our documents and gives them out. */
export const caches: Check<DoorSubject> = {
  id: 'caches',
  about: 'door',
  after: ['documents'],
  async run(subject) {
    const changed = (await comparedDocuments(subject)).find((one) => !isSame(one));
    if (changed === undefined) return SOUND;
    // A question that nobody asked before has no copy.
    const fresh = await subject.ask(`${changed.path}?fresh=${crypto.randomUUID()}`);
    return judgeCaches(changed, fresh);
  },
};

/** A copy says so (RFC 9111 section 5.1), or is right as soon as it cannot be one. */
export function judgeCaches(changed: Compared, fresh: Heard): Verdict {
  const isCopy = isSame({ heard: fresh, own: changed.own }) || saysCopy(changed.heard);
  return isCopy ? problem('document_cached', { url: changed.url }) : SOUND;
}

function saysCopy(heard: Heard): boolean {
  if (!heard.ok) return false;
  const { headers } = heard.value;
  const said = [headers['x-cache'], headers['cf-cache-status'], headers['x-cache-status']];
  return Number(headers.age ?? 0) > 0 || said.flat().some((one) => /\bhit\b/i.test(one ?? ''));
}
