import type { Check, DoorSubject } from '../check.ts';
import { type Compared, comparedDocuments } from '../compared.ts';
import { plain, problem, SOUND, type Verdict } from '../finding.ts';

/** Whether every document that an assistant may look for comes through a door. */
export const documents: Check<DoorSubject> = {
  id: 'documents',
  about: 'door',
  after: ['identity'],
  run: async (subject) => judgeDocuments(await comparedDocuments(subject)),
};

export function judgeDocuments(all: readonly Compared[]): Verdict {
  for (const { url, heard } of all) {
    if (!heard.ok) {
      return problem('door_broken', { host: new URL(url).host, code: heard.error.code });
    }
    const { status } = heard.value;
    // Too many asked just now: that is no fault of the way.
    if (status === 429) return plain('unknown', 'could_not_look');
    if (status !== 200) return problem('document_missing', { url, status });
  }
  return SOUND;
}
