import type { Check, DoorSubject } from '../check.ts';
import { type Compared, comparedDocuments, isSame } from '../compared.ts';
import { problem, SOUND, type Verdict } from '../finding.ts';

/** Whether every document arrives as we serve it, byte for byte. */
export const bodies: Check<DoorSubject> = {
  id: 'bodies',
  about: 'door',
  after: ['issuer'],
  run: async (subject) => judgeBodies(await comparedDocuments(subject)),
};

export function judgeBodies(all: readonly Compared[]): Verdict {
  const changed = all.find((one) => !isSame(one));
  return changed === undefined ? SOUND : problem('document_altered', { url: changed.url });
}
